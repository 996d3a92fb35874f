// The lab's worker: the page names the app's module in the address and sends it compiled.
self.onmessage = async (event) => {
  self.onmessage = null;
  const app = await import(new URL(location.href).searchParams.get("app"));
  await app.default({ module_or_path: event.data });
};
