// What Hugo is given in bench/rivals.py: pages in a head, a nav and a foot, and a feed of the newest 30 days.
const pages = ["", "front/", "claims/", "archive/"].map((page) => `<li><a href="/${page}">${page || "Today"}</a></li>`);

const layout = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title | escape }}</title><link rel="canonical" href="https://brief.example{{ page.url }}">
<link rel="alternate" type="application/rss+xml" href="/index.xml"></head>
<body>
<header><p><a href="/">The Invented Brief</a></p><nav><ul>${pages.join("")}</ul></nav></header>
<main data-pagefind-body>{{ content }}</main>
<footer><p><a href="/method/">Method</a></p></footer>
</body>
</html>
`;

const feed = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Invented Brief</title><link>https://brief.example/</link><description>Days</description>
{% for day in collections.days -%}
<item><title>{{ day.data.title | escape }}</title><link>https://brief.example{{ day.url }}</link>
<guid>https://brief.example{{ day.url }}</guid><pubDate>{{ day.date | date: "%a, %d %b %Y %H:%M:%S +0000" }}</pubDate>
<description>{{ day.content | escape }}</description></item>
{% endfor %}</channel></rss>
`;

export default function (config) {
  config.setUseGitIgnore(false);
  config.addTemplate("_includes/page.liquid", layout);
  config.addTemplate("feed.liquid", feed, { permalink: "index.xml", layout: false });
  config.addGlobalData("layout", "page.liquid");
  config.addCollection("days", (all) =>
    all
      .getAll()
      .filter((page) => /^\/\d{4}\/\d\d\/\d\d\/$/.test(page.url))
      .sort((one, other) => other.date - one.date)
      .slice(0, 30),
  );
  return { dir: { input: "content", output: "public" }, markdownTemplateEngine: false };
}
