// The lab's worker: the page sends the address of the app's module, and then, or along with it, the app compiled.
const start = async (code, module) => {
  self.onmessage = null;
  try {
    await (await code).default({ module_or_path: module });
  } catch (error) {
    // A rejected promise stays in here; the page hears only of errors.
    setTimeout(() => {
      throw error;
    });
  }
};
self.onmessage = ({ data: [app, module] }) => {
  const code = import(app);
  // An error is told when the module is there: until then nobody waits for it.
  code.catch(() => {});
  if (module) start(code, module);
  else self.onmessage = ({ data: [, module] }) => start(code, module);
};
