//! GEXF 1.3, the format of Gephi.

use super::{Given, graph::Graph};
use crate::{PresentError, escape::xml};

pub(super) fn write(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    let graph = Graph::of(given);
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n",
    );
    put!(
        text,
        "  <meta><creator>{}</creator><description>{}</description></meta>\n",
        xml(&given.options.made_with),
        xml(&given.options.title)
    );
    text.push_str("  <graph defaultedgetype=\"undirected\">\n    <attributes class=\"node\">\n");
    text.push_str("      <attribute id=\"kind\" title=\"kind\" type=\"string\"/>\n");
    text.push_str("      <attribute id=\"when\" title=\"when\" type=\"string\"/>\n    </attributes>\n");
    text.push_str("    <attributes class=\"edge\">\n");
    for name in ["relation", "first", "last"] {
        put!(text, "      <attribute id=\"{name}\" title=\"{name}\" type=\"string\"/>\n");
    }
    text.push_str("    </attributes>\n    <nodes>\n");
    for node in graph.nodes() {
        put!(text, "      <node id=\"{}\" label=\"{}\">", xml(&node.id), xml(&node.label));
        values(&mut text, &[("kind", node.kind), ("when", &node.when)]);
        text.push_str("</node>\n");
    }
    text.push_str("    </nodes>\n    <edges>\n");
    for (at, edge) in graph.edges().enumerate() {
        put!(
            text,
            "      <edge id=\"{at}\" source=\"{}\" target=\"{}\" weight=\"{}\">",
            xml(&edge.from),
            xml(&edge.to),
            edge.weight
        );
        values(&mut text, &[("relation", edge.kind), ("first", &edge.first), ("last", &edge.last)]);
        text.push_str("</edge>\n");
    }
    text.push_str("    </edges>\n  </graph>\n</gexf>\n");
    Ok(text.into_bytes())
}

fn values(text: &mut String, values: &[(&str, &str)]) {
    text.push_str("<attvalues>");
    for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        put!(text, "<attvalue for=\"{name}\" value=\"{}\"/>", xml(value));
    }
    text.push_str("</attvalues>");
}
