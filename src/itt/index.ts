/** The supplier client: ITT's E-Sim API behind the `Supplier` port, and the schemas of its settings. */
export {
  DEFAULT_ITT_PATHS,
  ITT_PUBLIC_URL,
  ittHeadersSchema,
  ittPathsSchema,
  ittSearchSchema,
  type IttConfig,
  type IttHeaders,
  type IttSearch,
} from "./config.ts";
export { createIttSupplier, type IttSupplier, type IttSupplierDeps } from "./supplier.ts";
