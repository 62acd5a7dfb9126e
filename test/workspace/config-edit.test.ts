import { describe, expect, it } from "vitest";
import { applyEdits } from "../../server/src/text/edit.ts";
import { addCluster } from "../../server/src/workspace/config-edit.ts";

const web = {
  name: "web",
  nodes: [
    { name: "a", files: ["a/**"] },
    { name: "b", files: ["b/**"] },
  ],
};

function added(text: string): string | undefined {
  const edit = addCluster(text, web);
  return edit === undefined ? undefined : applyEdits(text, [edit]);
}

describe("a cluster", () => {
  it("makes a kalint.json where there is none", () => {
    expect(added("")).toBe(`{
  "clusters": [
    {
      "name": "web",
      "nodes": [
        { "name": "a", "files": ["a/**"] },
        { "name": "b", "files": ["b/**"] }
      ]
    }
  ]
}
`);
  });

  it("is put behind those that are there, indented as they are", () => {
    const text = `{
	"clusters": [
		{ "name": "mail", "nodes": [] }
	],
	"exclude": ["a]", "\\"clusters\\": ["]
}
`;
    expect(added(text)).toBe(`{
	"clusters": [
		{ "name": "mail", "nodes": [] },
		{
			"name": "web",
			"nodes": [
				{ "name": "a", "files": ["a/**"] },
				{ "name": "b", "files": ["b/**"] }
			]
		}
	],
	"exclude": ["a]", "\\"clusters\\": ["]
}
`);
  });

  it("is put into an empty list", () => {
    expect(added('{\n    "clusters": [],\n    "failOn": "error"\n}\n')).toBe(`{
    "clusters": [
        {
            "name": "web",
            "nodes": [
                { "name": "a", "files": ["a/**"] },
                { "name": "b", "files": ["b/**"] }
            ]
        }
    ],
    "failOn": "error"
}
`);
  });

  it("is put behind the last field where none is for clusters", () => {
    expect(added('{\n  "failOn": "error"\n}\n')).toBe(`{
  "failOn": "error",
  "clusters": [
    {
      "name": "web",
      "nodes": [
        { "name": "a", "files": ["a/**"] },
        { "name": "b", "files": ["b/**"] }
      ]
    }
  ]
}
`);
  });

  it.each([
    "{}",
    "{ }\n",
    '{"clusters":[{"name":"x","nodes":[]}],"failOn":"error"}',
    '{"failOn":"error"}',
    '\ufeff{\r\n  "clusters": [\r\n  ]\r\n}\r\n',
    '{"clusters": [], "clusters": [{"name": "x"}]}',
  ])("is the last of them, and all else stays, in %j", (text) => {
    const read = (json: string | undefined) => JSON.parse((json ?? "").replace(/^\ufeff/, ""));
    const before = read(text);
    expect(read(added(text))).toEqual({ ...before, clusters: [...(before.clusters ?? []), web] });
  });

  it.each(["{ clusters: ", "[]", '"text"', '{"clusters": {}}', "// no JSON\n{}"])(
    "is not put into %j",
    (text) => {
      expect(added(text)).toBeUndefined();
    },
  );
});
