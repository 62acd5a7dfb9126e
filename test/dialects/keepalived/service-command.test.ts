/** What a command is known to do to a service, and what is left unsaid where its words prove nothing. */
import { describe, expect, it } from "vitest";
import {
  isOneCommand,
  mayStart,
  type NamedService,
  requiredServices,
  startedServices,
  stoppedServices,
} from "../../../server/src/dialects/keepalived/service-command.ts";

/** `nginx`, or `nginx?` where the host may prove it wrong. */
function spell(services: readonly NamedService[]): string {
  return services.map(({ name, firm }) => name + (firm ? "" : "?")).join(" ");
}

describe("a command stops", () => {
  it.each([
    ["/usr/bin/systemctl stop nginx", "nginx"],
    ["systemctl --no-block stop nginx.service haproxy", "nginx haproxy"],
    ["systemctl disable --now nginx", "nginx"],
    ["systemctl kill nginx", "nginx?"],
    ["service nginx stop", "nginx"],
    ["invoke-rc.d nginx stop", "nginx"],
    ["/etc/init.d/nginx stop", "nginx"],
    ["/etc/rc.d/init.d/nginx stop", "nginx"],
    ["rc-service nginx stop", "nginx"],
    ["killall nginx", "nginx?"],
    ["killall -9 /usr/sbin/nginx", "nginx?"],
    ["killall -s KILL nginx", "nginx?"],
    ["pkill -SIGQUIT -x nginx", "nginx?"],
    ["/usr/sbin/nginx -s stop", "nginx?"],
    ["/usr/sbin/nginx -s quit", "nginx?"],
    ["sudo -n systemctl stop nginx", "nginx"],
    ["timeout 5s systemctl stop nginx", "nginx"],
    ["sh -c 'systemctl stop nginx'", "nginx"],
    ["sh -c 'systemctl stop \"nginx\" > /dev/null 2>&1 &'", "nginx"],
    ["sh -c 'echo stop | tee /run/state; systemctl stop nginx'", "nginx"],
    ["sh -c 'logger standby && systemctl stop nginx || exit 1'", "nginx"],
    ["sudo bash -c 'systemctl stop nginx\nsleep 1'", "nginx"],
  ])("%s: %s", (command, expected) => {
    expect(spell(stoppedServices(command))).toBe(expected);
  });

  it.each([
    "systemctl restart nginx",
    "systemctl reload nginx",
    "systemctl disable nginx",
    "systemctl stop nginx.socket",
    "systemctl stop 'nginx*'",
    "systemctl --host other stop nginx",
    "systemctl --user stop nginx",
    "systemctl stop nginx; true",
    "service nginx restart",
    "killall -0 nginx",
    "killall -HUP nginx",
    "killall -u www nginx",
    "pkill -f 'nginx: worker'",
    "nginx -s reload",
    "nginx -c /etc/other.conf -s stop",
    "/etc/keepalived/stop.sh nginx",
    "sh /etc/keepalived/stop.sh nginx",
    "sudo -u www systemctl stop nginx",
    "sh -c 'test -f /run/cold && systemctl stop nginx'",
    "sh -c 'pidof haproxy || systemctl stop nginx'",
    "sh -c 'test -f /run/cold || exit 0; systemctl stop nginx'",
    "sh -c 'exec logger standby; systemctl stop nginx'",
    "sh -c 'if true; then systemctl stop nginx; fi'",
    "sh -c '{ systemctl stop nginx; }'",
    "sh -c '(systemctl stop nginx)'",
    "sh -c 'systemctl stop $SERVICE'",
    "sh -c 'systemctl stop nginx # for now'",
    "sh -c 'set -e; systemctl stop nginx'",
    "sh -c 'systemctl stop nginx; systemctl start nginx'",
    "sh -c 'systemctl stop nginx; sleep 1; nginx'",
    "sh -c 'systemctl stop nginx; /etc/keepalived/more.sh'",
    "sh -c 'systemctl stop nginx && sh -c \"systemctl start nginx\"'",
    "sh -c 'systemctl stop nginx &&'",
    "sh -c 'systemctl stop \"nginx'",
    "",
  ])("nothing for certain: %s", (command) => {
    expect(spell(stoppedServices(command))).toBe("");
  });
});

describe("a check fails without", () => {
  it.each([
    ["/usr/bin/pidof nginx", "nginx"],
    ["pidof -s /usr/sbin/nginx", "nginx"],
    ["killall -0 nginx", "nginx"],
    ["killall -s 0 nginx", "nginx"],
    ["pkill -0 -x nginx", "nginx"],
    ["pkill -0 nginx", "nginx?"],
    ["pgrep -x nginx", "nginx"],
    ["pgrep '^nginx$'", "nginx"],
    ["pgrep nginx", "nginx?"],
    ["ps -C nginx --no-header", "nginx"],
    ["ps -C nginx -o pid=", "nginx"],
    ["systemctl is-active --quiet nginx.service", "nginx"],
    ["systemctl status nginx", "nginx"],
    ["service nginx status", "nginx?"],
    ["sh -c 'pidof nginx'", "nginx"],
    ["sh -c 'pidof nginx > /dev/null || exit 1;'", "nginx"],
    ["sh -c 'pidof nginx && exit 0 || exit 1'", "nginx"],
    ["sh -c 'pidof nginx && pidof haproxy'", "nginx haproxy"],
  ])("%s: %s", (command, expected) => {
    expect(spell(requiredServices(command))).toBe(expected);
  });

  it.each([
    "pidof nginx haproxy",
    "pidof -o 1 nginx",
    "systemctl is-active nginx haproxy",
    "systemctl is-enabled nginx",
    "systemctl is-active nginx > /dev/null",
    "pgrep -f nginx",
    "pkill -0 -f nginx",
    "pgrep -u www nginx",
    "ps aux",
    "ps -C nginx -p 1",
    "nc -z 127.0.0.1 80",
    "/etc/keepalived/check_nginx.sh",
    "sh -c '! pidof nginx'",
    "sh -c 'pidof nginx; true'",
    "sh -c 'pidof nginx || true'",
    "sh -c 'pidof nginx || pidof haproxy'",
    "sh -c 'pidof nginx | wc -l'",
    "sh -c 'pidof nginx &'",
    "sh -c 'exit 0 && pidof nginx'",
    "sh -c 'test -f /run/off && pidof nginx'",
    "sh -c 'pidof nginx || systemctl start nginx'",
    "",
  ])("nothing for certain: %s", (command) => {
    expect(spell(requiredServices(command))).toBe("");
  });
});

describe("a command that may start nginx", () => {
  it.each([
    "systemctl start nginx",
    "systemctl enable --now nginx",
    "systemctl try-restart nginx",
    "systemctl start web.target",
    "systemctl isolate rescue",
    "service nginx restart",
    "/usr/sbin/nginx",
    "nginx -g 'daemon off;'",
    "/etc/keepalived/notify.sh",
    "sh -c 'pidof nginx || systemctl start nginx'",
    "sh -c 'case $2 in MASTER) x;; esac'",
    "",
  ])("%s", (command) => {
    expect(mayStart(startedServices(command), "nginx")).toBe(true);
  });

  it.each([
    "systemctl start haproxy",
    "systemctl stop nginx",
    "systemctl reload nginx",
    "systemctl enable nginx",
    "service nginx status",
    "nginx -s reload",
    "killall -HUP nginx",
    "/usr/bin/logger standby",
    "curl -fs http://127.0.0.1/",
    "sh -c 'pidof nginx || exit 1'",
  ])("is not: %s", (command) => {
    expect(mayStart(startedServices(command), "nginx")).toBe(false);
  });
});

describe("a command is one command", () => {
  it.each([
    ["systemctl stop nginx", true],
    ["sh -c 'systemctl stop nginx;'", true],
    ["sh -c 'logger standby; systemctl stop nginx'", false],
    ["sh -c 'if x; then y; fi'", false],
  ])("%s: %s", (command, expected) => {
    expect(isOneCommand(command)).toBe(expected);
  });
});
