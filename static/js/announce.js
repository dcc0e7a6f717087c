// After a part of the page was replaced, say what changed to those who do not see it.
document.addEventListener("htmx:afterSettle", (event) => {
  const news = event.target.querySelector("[data-announce]") ?? document.querySelector("[data-announce]");
  if (news) document.getElementById("announcer").textContent = news.textContent.trim();
});
