/** Which files VS Code takes for which language, by the manifest. */
import { readFileSync } from "node:fs";
import path from "node:path";
import picomatch from "picomatch";
import { expect, test } from "vitest";
import { repository } from "../support/shared.ts";

interface Language {
  readonly id: string;
  readonly filenames: readonly string[];
  readonly filenamePatterns: readonly string[];
  readonly firstLine: string;
}

const languages: readonly Language[] = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8"))
  .contributes.languages;

/** As VS Code does it: the whole name first, then patterns (with a slash on the path, else on the name). */
function languagesOf(file: string): string[] {
  const lower = file.toLowerCase();
  const name = path.posix.basename(lower);
  const claims = (pattern: string) =>
    picomatch.isMatch(pattern.includes("/") ? lower : name, pattern.toLowerCase(), { dot: true });
  return languages
    .filter(({ filenames, filenamePatterns }) => filenames.includes(name) || filenamePatterns.some(claims))
    .map(({ id }) => id);
}

test.each([
  ["/etc/keepalived/keepalived.conf", "keepalived"],
  ["/etc/keepalived/conf.d/vips.conf", "keepalived"],
  ["/repo/lb1/keepalived-master.conf", "keepalived"],
  ["/repo/keepalived.conf.backup", "keepalived"],
  ["/etc/nginx/nginx.conf", "nginx"],
  ["/etc/nginx/conf.d/default.conf", "nginx"],
  ["/etc/nginx/sites-available/default", "nginx"],
  ["/repo/docker/nginx/files/sites-enabled/shop", "nginx"],
  ["/etc/haproxy/haproxy.cfg", "haproxy"],
  ["/etc/haproxy/conf.d/10-web.cfg", "haproxy"],
  ["/repo/haproxy-node2.cfg", "haproxy"],
])("%s is %s, and nothing else", (file, language) => {
  expect(languagesOf(file)).toEqual([language]);
});

test.each([
  "/etc/apache2/sites-available/000-default.conf",
  "/etc/sysctl.d/10-net.conf",
  "/repo/setup.cfg",
  "/repo/haproxy-exporter/setup.cfg",
  "/repo/roles/keepalived/templates/check.sh",
  "/repo/roles/nginx/tasks/main.yml",
  "/etc/resolv.conf",
])("%s is none of ours", (file) => {
  expect(languagesOf(file)).toEqual([]);
});

test.each([
  ["! Configuration File for keepalived", ["keepalived"]],
  ["vrrp_instance VI_1 {", ["keepalived"]],
  ["upstream web {", ["nginx"]],
  ["worker_processes auto;", ["nginx"]],
  ["defaults", ["haproxy"]],
  ["frontend web", ["haproxy"]],
  ["#!/bin/sh", []],
  ["global x, y", []],
  ["http://example.org/", []],
  ["{", []],
])("a file without a telling name that begins with `%s` is %j", (line, expected) => {
  expect(languages.filter(({ firstLine }) => new RegExp(firstLine).test(line)).map(({ id }) => id)).toEqual(
    expected,
  );
});
