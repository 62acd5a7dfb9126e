/** A keepalived.conf that completion alone has written: every block it has a text for, nothing typed into the places. */
import { withCompletion } from "../ide/support.ts";

export function writtenConfig(target: string): string {
  const take = (text: string, label: string): string => withCompletion("keepalived", text, label, target);
  /** A new block at the end of the file. */
  const append = (text: string, label: string): string => `${take(`${text}\n$0`, label)}\n`;
  /** A new block behind the last line that reads so. */
  const behind = (text: string, line: string, label: string): string => {
    const end = text.lastIndexOf(`${line}\n`) + line.length + 1;
    return take(`${text.slice(0, end)}$0\n${text.slice(end)}`, label);
  };
  let text = "";
  for (const label of ["vrrp_instance", "vrrp_instance", "vrrp_sync_group", "vrrp_instance"])
    text = append(text, label);
  for (const label of ["vrrp_script", "track_file", "vrrp_track_process", "bfd_instance", "global_defs"])
    text = take(`$0\n${text}`, label);
  for (const block of inInstance) text = behind(text, "\tadvert_int 1", block);
  text = append(text, "vrrp_instance");
  text = behind(text, "\tadvert_int 1", "unicast_peer");
  for (const label of ["static_ipaddress", "static_routes", "virtual_server_group", "virtual_server"])
    text = append(text, label);
  for (const label of ["HTTP_GET", "SSL_GET", "MISC_CHECK"]) text = behind(text, "\t\tweight 1", label);
  return text;
}

const inInstance = [
  "authentication",
  "virtual_ipaddress_excluded",
  "virtual_routes",
  "virtual_rules",
  "track_script",
  "track_interface",
  "track_file",
  "track_process",
  "track_bfd",
];
