//! Feeds.

use crate::{
    Story,
    letter::mail_date,
    story::{elements, escaped},
};

pub(crate) fn rss(stories: &[Story]) -> Vec<u8> {
    let item = |story: &Story| {
        format!(
            "<item><title>{}</title><link>{}</link><guid>{}</guid><pubDate>{}</pubDate>\
             <description>In short.</description><content:encoded><![CDATA[{}]]></content:encoded></item>\n",
            escaped(&story.title),
            story.address(),
            story.address(),
            mail_date(&story.day),
            elements(story, "p")
        )
    };
    let items: String = stories.iter().map(item).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\
         <channel><title>Harbour Post</title><link>https://news.example.org/</link>{items}</channel></rss>\n"
    )
    .into_bytes()
}

pub(crate) fn atom(stories: &[Story]) -> Vec<u8> {
    let entry = |story: &Story| {
        format!(
            "<entry><title>{}</title><id>tag:news.example.org,2024:{}</id><link rel=\"alternate\" href=\"{}\"/>\
             <published>{}T09:00:00+09:00</published><updated>{}T10:00:00+09:00</updated><content type=\"html\">{}</content></entry>\n",
            escaped(&story.title),
            story.number,
            story.address(),
            story.day,
            story.day,
            escaped(&elements(story, "p"))
        )
    };
    let entries: String = stories.iter().map(entry).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harbour Post</title>{entries}</feed>\n"
    )
    .into_bytes()
}

pub(crate) fn json(stories: &[Story]) -> Vec<u8> {
    let item = |story: &Story| {
        serde_json::json!({
            "id": story.address(), "url": story.address(), "title": story.title,
            "date_published": format!("{}T09:00:00+09:00", story.day), "content_html": elements(story, "p"),
        })
    };
    let items: Vec<_> = stories.iter().map(item).collect();
    serde_json::json!({"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items": items})
        .to_string()
        .into_bytes()
}
