// The lab's worker: the page sends the address of the app's module, and the app compiled.
self.onmessage = async ({ data: [app, module] }) => {
  self.onmessage = null;
  try {
    await (await import(app)).default({ module_or_path: module });
  } catch (error) {
    // A rejected promise stays in here; the page hears only of errors.
    setTimeout(() => {
      throw error;
    });
  }
};
