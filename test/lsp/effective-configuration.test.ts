/** The request for what counts at a place of nginx.conf. */
import { afterAll, expect, it } from "vitest";
import { cleanUp, folder, start, uriOf } from "./client.ts";

afterAll(cleanUp);

const request = "kalint/effectiveConfiguration";
const main = "events {}\nhttp {\n    gzip on;\n    include sites-enabled/*;\n}\n";
const site = "server {\n    listen 80;\n    location / {\n    }\n}\n";

async function opened() {
  const root = folder({ "nginx/nginx.conf": main, "nginx/sites-enabled/a": site });
  const client = await start({ folder: root });
  const uri = uriOf(`${root}/nginx/sites-enabled/a`);
  client.open(uri, "nginx", site);
  return {
    client,
    uri,
    ask: (line: number) => client.request(request, { uri, position: { line, character: 4 } }),
  };
}

it("is answered with a title and a text, as soon as the folder is read", async () => {
  const { client, ask } = await opened();
  expect(await ask(2)).toEqual({
    title: "server :80 › location /",
    text: "# server :80 › location /\n\nlocation / {\n    # from `http`\n    gzip on; # nginx.conf:3\n}\n",
  });
  expect(await client.close()).toBe(0);
});

it("is answered with null where there is no block, and with an error where no place is named", async () => {
  const { client, uri } = await opened();
  const other = uri.replace("sites-enabled/a", "keepalived.conf");
  client.open(other, "keepalived", "vrrp_instance V {\n    priority 1\n}\n");
  expect(await client.request(request, { uri: other, position: { line: 1, character: 4 } })).toBeNull();
  const { error } = await client.ask(request, { uri });
  expect(error?.message).toBe(`${request}: no document's URI or no position is given`);
  expect(await client.close()).toBe(0);
});
