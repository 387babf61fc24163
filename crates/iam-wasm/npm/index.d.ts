export * from "./types.js";

/** Where the program comes from: its address, an answer that brings it, its bytes, or a compiled module. */
export type ProgramSource = URL | string | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Starts the program; everything else wants that it has been awaited. Without a source the program is fetched, or in Node and Deno read,
 * from beside the package's files. Further calls do nothing and give the same promise. @throws {InitError}
 */
export default function init(source?: ProgramSource | Promise<ProgramSource>): Promise<void>;

/** Starts the program from bytes or a compiled module at hand. @throws {InitError} */
export function initSync(source: BufferSource | WebAssembly.Module): void;

/** The program did not start, or was not started before it was needed. */
export interface InitError extends Error {
  code: "init";
}
