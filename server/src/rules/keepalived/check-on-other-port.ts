/** A checker that connects to another port than the clients: it may answer while the service is down. */
import { isKnown } from "../../model/file-model.ts";
import { virtualServerRule } from "./virtual-server-rule.ts";

export const checkOnOtherPort = virtualServerRule({
  name: "check-on-other-port",
  code: "KA317",
  severity: "hint",
  daemon: "silent",
  check({ virtual, place }, report) {
    for (const { port, portSpan, checks } of virtual.realServers) {
      // With two checkers the other one may look at the service itself.
      const [check] = checks;
      if (port === 0 || portSpan === undefined || check === undefined || checks.length > 1) continue;
      const { connectPort, addresses } = check;
      const elsewhere = addresses.some((address) => address.keyword === "connect_ip");
      if (
        connectPort === undefined ||
        connectPort.value === port ||
        elsewhere ||
        !isKnown(check, "connect_ip")
      )
        continue;
      report(connectPort.span, "other", {
        params: { checked: connectPort.value, port },
        related: [{ place: place(portSpan), message: { id: "service" } }],
      });
    }
  },
});
