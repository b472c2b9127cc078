// A host of static files as the common ones are: a folder shows its index.html, what is missing
// shows 404.html, and the site has a part of the address space only.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".xml": "application/xml",
};

// Serves a folder below `base` (`/repo/`) on a free port of this machine.
export async function host(folder, base) {
  const server = createServer((request, response) => answer(folder, base, request, response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${server.address().port}${base}`, close };
}

// A port that nobody has at the moment.
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answer(folder, base, request, response) {
  const { pathname } = new URL(request.url, "http://127.0.0.1");
  if (!pathname.startsWith(base)) return plain(response, 404, "another site's address");
  const file = path.join(folder, decodeURIComponent(pathname.slice(base.length)));
  if (!isWithin(folder, file)) return plain(response, 400, "not an address");
  const asksFolder = pathname.endsWith("/");
  if (isFolder(file) && !asksFolder) {
    response.setHeader("location", `${pathname}/`);
    return plain(response, 301, "a folder");
  }
  const found = asksFolder ? path.join(file, "index.html") : file;
  if (isFile(found)) return send(response, 200, found);
  send(response, 404, path.join(folder, "404.html"));
}

function send(response, status, file) {
  const type = TYPES[path.extname(file)] ?? "application/octet-stream";
  response.writeHead(status, { "content-type": type });
  createReadStream(file).pipe(response);
}

function plain(response, status, text) {
  response.writeHead(status, { "content-type": "text/plain" });
  response.end(text);
}

const isWithin = (folder, file) => `${file}/`.startsWith(`${folder}/`);
const isFile = (file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
const isFolder = (file) => statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
