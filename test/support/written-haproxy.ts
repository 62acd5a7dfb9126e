/** A haproxy.cfg that completion alone has written: every section it has a text for, nothing typed into the places. */
import { withCompletion } from "../ide/support.ts";

export function writtenHaproxy(target: string): string {
  return ["defaults", "backend", "frontend", "listen"].reduce(
    (text, label) => `${withCompletion("haproxy", `${text}$0`, label, target)}\n\n`,
    "global\n\tlog 127.0.0.1 local0\n\n",
  );
}
