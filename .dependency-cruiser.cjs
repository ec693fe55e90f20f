/** The rings: imports point inwards, edges never import each other. Each rule's comment says why. */
const only = (name, comment, module, allowed) => ({
  name,
  comment,
  severity: "error",
  from: { pathNot: allowed },
  to: { path: `node_modules/${module}/` },
});

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "A cycle hides which ring a file belongs to.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "domain-is-pure",
      comment: "The rules know no I/O and no other ring.",
      severity: "error",
      from: { path: "^src/domain/" },
      to: { path: "^(src/(?!domain/)|conversations/)" },
    },
    {
      name: "services-know-ports-only",
      comment: "Use cases reach the world through ports.ts.",
      severity: "error",
      from: { path: "^src/services/" },
      to: { path: "^(src/(?!(services|domain)/)|conversations/)" },
    },
    {
      name: "screens-and-i18n-are-leaves",
      comment: "Screens are plain data over domain and i18n; they know no channel.",
      severity: "error",
      from: { path: "^src/(screens|i18n)/" },
      to: { path: "^(src/(?!(screens|i18n|domain)/)|conversations/)" },
    },
    {
      name: "i18n-knows-no-screen",
      comment: "Languages stand below the screens that speak them.",
      severity: "error",
      from: { path: "^src/i18n/" },
      to: { path: "^src/screens/" },
    },
    {
      name: "itt-implements-ports",
      severity: "error",
      comment: "The supplier client is an edge.",
      from: { path: "^src/itt/" },
      to: { path: "^(src/(?!(itt|domain|services/(ports|index)))|conversations/)" },
    },
    {
      name: "storage-implements-ports",
      severity: "error",
      comment: "The database is an edge.",
      from: { path: "^src/storage/" },
      to: { path: "^(src/(?!(storage|domain|services/(ports|index)))|conversations/)" },
    },
    {
      name: "edges-never-import-each-other",
      severity: "error",
      comment: "telegram, http and jobs are joined in app.ts only.",
      from: { path: "^src/(http|jobs|telegram)/" },
      to: { path: "^(src/(itt|storage|sandbox)/|conversations/)" },
    },
    {
      name: "http-and-jobs-stay-apart",
      severity: "error",
      comment: "http and jobs know services, not Telegram.",
      from: { path: "^src/(http|jobs)/" },
      to: { path: "^src/telegram/" },
    },
    {
      name: "conversations-speak-telegram-and-services",
      severity: "error",
      comment: "The dialogues sit on top of telegram/ and the use cases.",
      from: { path: "^conversations/" },
      to: { path: "^src/(itt|storage|sandbox|http|jobs)/" },
    },
    {
      name: "sandbox-writes-the-wire-twice",
      severity: "error",
      comment: "The emulators must not agree with the client's mistakes.",
      from: { path: "^src/sandbox/" },
      to: { path: "^(src/(?!(sandbox|package-root|domain/country))|conversations/)" },
    },
    {
      name: "nobody-imports-the-root",
      severity: "error",
      comment: "app.ts builds; nobody reaches up to it.",
      from: { path: "^(src/.+/|conversations/)" },
      to: { path: "^src/(main|app)\\.ts$" },
    },
    only(
      "grammy-in-telegram-only",
      "Telegram is an edge.",
      "(grammy|@grammyjs/[^/]+)",
      "^(src/telegram/|conversations/|src/app\\.ts|src/doctor/)",
    ),
    only(
      "undici-in-itt-only",
      "One HTTP client for the supplier, one fetch bridge for grammY.",
      "undici",
      "^(src/itt/|src/telegram/fetch)",
    ),
    only(
      "database-in-storage-only",
      "Only storage imports a driver or the query builder.",
      "(kysely|better-sqlite3|pg)",
      "^src/storage/",
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
