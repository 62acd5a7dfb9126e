/** New sections as they are worth writing: two servers that are checked, names and addresses to fill in. */
import type { WritingPlace } from "../../dialect.ts";
import { freeName } from "../../model/free-name.ts";
import { withPlaces } from "../../text/snippet-places.ts";

/** The lines of a section; `<text>` is a place to fill in, `<new x>` a name that no section has yet, `<pool>` a backend, `<=text>` that place again. */
const sections: Readonly<Record<string, readonly string[]>> = {
  defaults: [
    "defaults",
    "\tmode http",
    "\tlog global",
    "\toption dontlognull",
    "\ttimeout connect <5s>",
    "\ttimeout client <30s>",
    "\ttimeout server <30s>",
    "\ttimeout http-request <10s>",
  ],
  frontend: [
    "frontend <new web>",
    "\tbind <:80>",
    "\tmode http",
    "\toption httplog",
    "\tdefault_backend <pool>",
  ],
  backend: [
    "backend <new app>",
    "\tmode http",
    "\tbalance <roundrobin|leastconn|source>",
    "\toption httpchk GET </>",
    "\tcookie <SRV> insert indirect nocache",
    "\tserver <app1> <192.0.2.11:8080> check cookie <=app1>",
    "\tserver <app2> <192.0.2.12:8080> check cookie <=app2>",
  ],
  listen: [
    "listen <new db>",
    "\tbind <:3306>",
    "\tmode tcp",
    "\toption tcplog",
    "\toption tcp-check",
    "\tserver <db1> <192.0.2.21:3306> check",
    "\tserver <db2> <192.0.2.22:3306> check backup",
  ],
};

export function snippet(name: string, place: WritingPlace): string | undefined {
  const lines = place.scope === "file" ? sections[name] : undefined;
  if (lines === undefined) return undefined;
  return withPlaces(lines, (source) => suggested(source, place));
}

function suggested(source: string, { unit }: WritingPlace): string {
  if (source === "pool") return unit.flatMap(({ proxy }) => proxy?.pools ?? [])[0]?.name.value ?? "app";
  return source.startsWith("new ") ? freeName(source.slice(4), unit) : source;
}
