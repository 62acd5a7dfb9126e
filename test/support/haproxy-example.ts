/** A configuration around lines of a frontend: what the examples of HAProxy's explanations use and do not define. */
export function haproxyAround(example: string): string {
  const isTcp = /^tcp-request (?:inspect-delay|content) .*|req\.(?:payload|proto_http|ssl_)/m.test(example);
  const indented = example.replace(/^/gm, "    ");
  return (
    before.replace("mode http", isTcp && !example.includes("fe_sess_rate") ? "mode tcp" : "mode http") +
    indented +
    after
  );
}

const before = `global
    log stdout format raw local0
userlist people
    group admins users ann
    user ann password $6$kalint$2cw8HPC6GzWjm6WAsOJf3JWs7fDwgJdWm3kBfx/waN8i5iw0gJlB6JbatT0j.IiPMmbrN819hU5RExgeBDGTk.
defaults
    mode http
    log global
    timeout client 5s
    timeout server 5s
    timeout connect 5s
backend per_ip
    stick-table type ipv6 size 100k expire 10m store http_req_rate(10s),http_err_rate(10s),conn_cur,conn_rate(10s),gpc0
backend per_page
    stick-table type binary len 20 size 100k expire 10m store http_req_rate(10s)
backend app
    server app1 192.0.2.11:80 check
frontend example
    bind :8080
`;

const after = `
    default_backend app
`;
