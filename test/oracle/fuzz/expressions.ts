/** Prints how kalint and a HAProxy agree on expressions: `npm run fuzz:expressions -- [ROOT TARGET]...` */
import { expressionAgreement } from "../expression-lines.ts";

const args = process.argv.slice(2);
for (let at = 0; at < args.length; at += 2) {
  const [root = "/", target = ""] = args.slice(at, at + 2);
  const { lines, falseRejects, missed } = expressionAgreement(target, root);
  const agreed = (100 * (lines - falseRejects.length - missed.length)) / lines;
  console.log(`${target}: ${lines} lines, ${agreed.toFixed(2)} % agree`);
  for (const { line, says } of falseRejects) console.log(`  false reject: ${line}: ${says}`);
  for (const { line, says } of missed) console.log(`  missed: ${line}: ${says}`);
}
