import { createHash } from "node:crypto";

/** A file Telegram keeps. `path` is what getFile gives, under `/file/bot<token>/`. */
export interface StoredFile {
  fileId: string;
  fileUniqueId: string;
  path: string;
  contentType: string;
  fileName?: string;
  bytes: Buffer;
}

/** What is handed in to be kept. */
interface NewFile {
  bytes: Buffer;
  contentType: string;
  fileName?: string | undefined;
  /** The folder in the file's path: photos, documents, stickers. */
  folder: "photos" | "documents" | "stickers";
  extension: string;
}

/** Keeps files by their id. */
export interface FileStore {
  add(file: NewFile): StoredFile;
  /** Takes a file back as it was stored, after a restart. */
  restore(file: StoredFile): void;
  byId(fileId: string): StoredFile | undefined;
  byPath(path: string): StoredFile | undefined;
  all(): StoredFile[];
}

/** An empty file store. */
export function createFileStore(): FileStore {
  const files = new Map<string, StoredFile>();
  const idsByPath = new Map<string, string>();

  function restore(file: StoredFile): void {
    files.set(file.fileId, file);
    idsByPath.set(file.path, file.fileId);
  }

  return {
    add({ bytes, contentType, fileName, folder, extension }) {
      const number = files.size;
      // Same bytes, same unique id; the file id differs per upload, as at Telegram.
      const fileUniqueId = "AQAD" + createHash("sha256").update(bytes).digest("base64url").slice(0, 12);
      const fileId = `AgACAgEAAxkBAAE${number.toString(36).padStart(6, "0")}-${fileUniqueId}`;
      const file: StoredFile = {
        fileId,
        fileUniqueId,
        path: `${folder}/file_${number}.${extension}`,
        contentType,
        bytes,
        ...(fileName === undefined ? {} : { fileName }),
      };
      restore(file);
      return file;
    },
    restore,
    byId: (fileId) => files.get(fileId),
    byPath: (path) => files.get(idsByPath.get(path) ?? ""),
    all: () => [...files.values()],
  };
}
