/** Monaco's own worker: it computes minimal edits. It knows no language; that is `language/worker.ts`. */
import "monaco-editor/editor/editor.worker.js";
