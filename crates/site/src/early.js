// Before the first paint: the theme, and whether this page is embedded in another.
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
})();
