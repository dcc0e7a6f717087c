// After a part of the page was replaced, say what changed to those who do not see it, and keep their place.
document.addEventListener("htmx:afterSettle", (event) => {
  const news = event.target.querySelector("[data-announce]") ?? document.querySelector("[data-announce]");
  if (news) document.getElementById("announcer").textContent = news.textContent.trim();
  // What had the focus is gone: the content takes it, else the next Tab would start at the top.
  if (document.activeElement === document.body) document.getElementById("main").focus({ preventScroll: true });
});
