import { describe, expect, it } from "vitest";
import { localeOf, localeOfEnvironment } from "../../server/src/text/locale.ts";

describe("the language", () => {
  it.each([
    ["zh", "zh-CN"],
    ["zh-cn", "zh-CN"],
    ["zh-Hans", "zh-CN"],
    ["zh_CN.UTF-8", "zh-CN"],
    ["zha", "en"],
    ["de_DE", "en"],
    ["C.UTF-8", "en"],
    ["", "en"],
  ])("for %j is %s", (tag, locale) => {
    expect(localeOf(tag)).toBe(locale);
  });

  it("is that of the first variable that is set", () => {
    expect(localeOfEnvironment({ LC_ALL: "", LANG: "zh_CN.UTF-8" })).toBe("zh-CN");
    expect(localeOfEnvironment({ LC_MESSAGES: "C", LANG: "zh_CN.UTF-8" })).toBe("en");
    expect(localeOfEnvironment({})).toBe("en");
  });
});
