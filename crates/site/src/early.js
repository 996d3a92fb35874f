// Before the first paint: the theme, whether this page is embedded in another, and its languages' addresses.
(() => {
  const root = document.documentElement;
  let choice = null;
  try {
    choice = localStorage.getItem("playable-papers-theme");
  } catch {
    // Storage is forbidden: the system's choice it is.
  }
  const dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  if (new URLSearchParams(location.search).has("embed")) root.dataset.embed = "";
  // One build works on any host, so the addresses in it are relative; for these, search engines want whole ones.
  for (const link of document.querySelectorAll("link[hreflang]")) link.href = link.href;
})();
