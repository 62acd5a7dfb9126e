import { describe, expect, it } from "vitest";
import { defaultConfig, findConfig, readConfig, startingConfig } from "../../server/src/workspace/config.ts";
import { memoryFileSystem } from "../support/lint-text.ts";

function problems(value: unknown): readonly string[] {
  return readConfig(JSON.stringify(value), "/r/kalint.json").problems;
}

describe("kalint.json", () => {
  it("is read field by field", () => {
    const written = {
      targets: { keepalived: "2.2" },
      rules: { "equal-priority": "off", CL101: "warning" },
      exclude: ["old/**"],
      failOn: "warning",
      keepalived: { configId: "ka1" },
      nginx: { directives: ["my_limit"] },
      haproxy: { configurations: [["haproxy.cfg", "conf.d"]] },
      format: { align: true },
      clusters: [
        {
          name: "web",
          nodes: [
            { name: "a", files: ["a/**"] },
            { name: "b", files: ["b/**"] },
          ],
        },
      ],
    };
    expect(readConfig(JSON.stringify(written), "/r/kalint.json")).toEqual({
      config: { ...written, directory: "/r" },
      problems: [],
    });
  });

  it("may be empty", () => {
    expect(readConfig("{}", "/r/kalint.json")).toEqual({
      config: { ...defaultConfig, directory: "/r" },
      problems: [],
    });
  });

  it("that is no JSON is said to be none", () => {
    expect(readConfig("{ targets: ", "/r/kalint.json").problems[0]).toMatch(/^is no JSON: /);
  });

  it.each([
    [[], "must be an object, not []"],
    [{ target: {} }, "target: unknown field; did you mean `targets`?"],
    [
      { colour: 1 },
      "colour: unknown field; known are targets, rules, exclude, failOn, clusters, keepalived, nginx, haproxy, format",
    ],
    [{ targets: { keepalived: "1.0" } }, 'targets.keepalived: unknown value "1.0"; known are 2.2, 2.3'],
    [{ targets: { keepalive: "2.2" } }, "targets.keepalive: unknown field; did you mean `keepalived`?"],
    [
      { rules: { "two-masters": "fatal" } },
      'rules.two-masters: unknown value "fatal"; known are error, warning, info, hint, off',
    ],
    [{ keepalived: { configId: "a b" } }, 'keepalived.configId: must be one word, not "a b"'],
    [{ keepalived: { id: "a" } }, "keepalived.id: unknown field; known are configId"],
    [{ nginx: { directives: "my_limit" } }, 'nginx.directives: must be a list, not "my_limit"'],
    [
      { haproxy: { configuration: [] } },
      "haproxy.configuration: unknown field; did you mean `configurations`?",
    ],
    [
      { haproxy: { configurations: ["haproxy.cfg"] } },
      'haproxy.configurations[0]: must be a list, not "haproxy.cfg"',
    ],
    [{ format: { align: "yes" } }, 'format.align: must be true or false, not "yes"'],
    [{ exclude: "old" }, 'exclude: must be a list, not "old"'],
    [{ exclude: ["old", 3] }, "exclude[1]: must be a text that is not empty, not 3"],
    [{ failOn: true }, "failOn: unknown value true; known are error, warning, info, hint"],
    [{ clusters: [{ name: "web" }] }, "clusters[0].nodes: is missing"],
    [
      { clusters: [{ name: "web", nodes: [{ name: "a", files: [] }] }] },
      "clusters[0].nodes: a cluster has at least two nodes",
    ],
    [
      {
        clusters: [
          {
            name: "web",
            nodes: [
              { name: "a", files: [] },
              { name: "a", files: [] },
            ],
          },
        ],
      },
      "clusters[0].nodes[1].name: another node is called `a` already",
    ],
  ])("%j is refused in one line", (value, line) => {
    expect(problems(value)).toEqual([line]);
  });

  it("keeps what is right beside what is wrong", () => {
    const { config, problems: found } = readConfig(
      '{ "failOn": "never", "exclude": ["old"] }',
      "/r/kalint.json",
    );
    expect(config).toEqual({ ...defaultConfig, exclude: ["old"], directory: "/r" });
    expect(found).toHaveLength(1);
  });
});

describe("the nearest kalint.json", () => {
  const files = { "/r/kalint.json": "{}", "/r/a/b/keepalived.conf": "" };

  it.each([
    ["/r", "/r/kalint.json"],
    ["/r/a/b", "/r/kalint.json"],
    ["/elsewhere", undefined],
  ])("from %s is %s", (directory, path) => {
    expect(findConfig(memoryFileSystem(files), directory)).toBe(path);
  });
});

describe("the kalint.json to start with", () => {
  it("is read without a problem and changes nothing but to name the newest versions", () => {
    const { config, problems: found } = readConfig(startingConfig(), "/r/kalint.json");
    expect(found).toEqual([]);
    expect(config).toEqual({
      ...defaultConfig,
      targets: { keepalived: "2.3", nginx: "1.30", haproxy: "3.2" },
      directory: "/r",
    });
  });
});
