/**
 * What `kalint` starts with: it lets Node keep compiled code between runs, where Node can, and goes on to the program.
 * The program is a file of its own, since code that runs before this has been said is not kept.
 */
import * as module from "node:module";

if ("enableCompileCache" in module && typeof module.enableCompileCache === "function")
  module.enableCompileCache();
require("./kalint-command.cjs");
