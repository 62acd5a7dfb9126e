/** Keywords of proxies that do nothing where the mode is not HTTP. */
const httpOnly =
  /^(?:http-(?:request|response|after-response|error|reuse|send-name-header)|cookie|dynamic-cookie-key|redirect|monitor-uri|use-fcgi-app|compression .*|capture .*|errorfiles?|errorloc.*|stats .*|timeout http-.*|max-keep-alive-queue|option (?:http-.*|httpclose|httplog|httpslog|forwardfor|forwarded|originalto|checkcache|accept-.*http.*|h1-case-adjust-.*|disable-h2-upgrade))$/;

export function isHttpOnly(keyword: string): boolean {
  return httpOnly.test(keyword);
}
