import { badRequest } from "../wire/refusal.ts";
import { defined } from "../wire/defined.ts";
import type { PhotoSize } from "../wire/message.ts";
import { textParam, type ApiParams, type Upload } from "../api/params.ts";
import { inspectPhoto } from "../rules/pictures.ts";
import type { FileStore, StoredFile } from "../state/files.ts";
import type { MessageContent } from "./outgoing.ts";

/** The kinds of files that can be sent. */
export type MediaKind = "photo" | "document";

/**
 * The file that parameter `name` means: uploaded under that name, `attach://part`, or the id of a file that
 * Telegram has. Addresses are refused: the emulator fetches nothing.
 */
export function readMedia(
  files: FileStore,
  params: ApiParams,
  name: string,
  kind: MediaKind,
): MessageContent {
  const direct = params.files.get(name);
  if (direct !== undefined) return storeUpload(files, direct, kind);
  const given = textParam(params, name) ?? "";
  if (given === "") throw badRequest(`there is no ${kind} in the request`);
  if (given.startsWith("attach://")) {
    const attached = params.files.get(given.slice("attach://".length));
    if (attached === undefined) throw badRequest(`attached file not found`);
    return storeUpload(files, attached, kind);
  }
  if (/^https?:/i.test(given)) throw badRequest("failed to get HTTP URL content");
  const stored = files.byId(given);
  if (stored === undefined) throw badRequest("wrong file identifier/HTTP URL specified");
  if (kind === "photo" && !stored.path.startsWith("photos/")) {
    throw badRequest("can't use file of type Document as Photo");
  }
  return kind === "photo" ? photoContent([stored]) : documentContent(stored);
}

function storeUpload(files: FileStore, upload: Upload, kind: MediaKind): MessageContent {
  if (kind === "photo") return storePhoto(files, upload.bytes);
  if (upload.bytes.length === 0) throw badRequest("file must be non-empty");
  const extension = /\.([A-Za-z0-9]+)$/.exec(upload.fileName)?.[1] ?? "bin";
  const { bytes, contentType, fileName } = upload;
  return documentContent(files.add({ bytes, contentType, fileName, folder: "documents", extension }));
}

/** Keeps a picture and gives the message part for it, whoever sent it. Refuses what Telegram would. */
export function storePhoto(files: FileStore, bytes: Buffer): MessageContent {
  const { contentType, extension } = inspectPhoto(bytes);
  const one = (): StoredFile => files.add({ bytes, contentType, extension, folder: "photos" });
  // Two sizes with the same bytes: who takes the first instead of the last one should notice.
  return photoContent([one(), one()]);
}

function photoContent(sizes: readonly StoredFile[]): MessageContent {
  const photo = sizes.map((file, index): PhotoSize => {
    const { width, height } = inspectPhoto(file.bytes);
    const isLargest = index === sizes.length - 1;
    const scale = isLargest ? 1 : Math.min(1, 90 / Math.max(width, height));
    return {
      file_id: file.fileId,
      file_unique_id: file.fileUniqueId,
      file_size: file.bytes.length,
      width: Math.max(1, Math.round(width * scale)),
      height: Math.max(1, Math.round(height * scale)),
    };
  });
  return { photo };
}

function documentContent(file: StoredFile): MessageContent {
  return {
    document: defined({
      file_id: file.fileId,
      file_unique_id: file.fileUniqueId,
      file_size: file.bytes.length,
      file_name: file.fileName,
      mime_type: file.contentType,
    }),
  };
}
