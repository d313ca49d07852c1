#!/usr/bin/env node
/** The `tessera` command: builds the command line when its sources are newer, then runs it. */
import { ensureBuilt } from "./build.mjs";

await ensureBuilt();
await import(new URL("../../dist/cli/cli.js", import.meta.url).href);
