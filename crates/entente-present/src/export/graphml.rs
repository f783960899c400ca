//! `GraphML`, as Gephi, yEd, `NetworkX` and igraph read it.

use super::{Given, graph::Graph};
use crate::{PresentError, escape::xml};

pub(super) fn write(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    let graph = Graph::of(given);
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (id, on, name, sort) in [
        ("label", "node", "label", "string"),
        ("kind", "node", "kind", "string"),
        ("when", "node", "when", "string"),
        ("relation", "edge", "relation", "string"),
        ("weight", "edge", "weight", "double"),
        ("first", "edge", "first", "string"),
        ("last", "edge", "last", "string"),
    ] {
        put!(text, "  <key id=\"{id}\" for=\"{on}\" attr.name=\"{name}\" attr.type=\"{sort}\"/>\n");
    }
    text.push_str("  <graph id=\"record\" edgedefault=\"undirected\">\n");
    for node in graph.nodes() {
        put!(text, "    <node id=\"{}\">", xml(&node.id));
        data(&mut text, "label", &node.label);
        data(&mut text, "kind", node.kind);
        data(&mut text, "when", &node.when);
        text.push_str("</node>\n");
    }
    for edge in graph.edges() {
        put!(text, "    <edge source=\"{}\" target=\"{}\">", xml(&edge.from), xml(&edge.to));
        data(&mut text, "relation", edge.kind);
        data(&mut text, "weight", &edge.weight.to_string());
        data(&mut text, "first", &edge.first);
        data(&mut text, "last", &edge.last);
        text.push_str("</edge>\n");
    }
    text.push_str("  </graph>\n</graphml>\n");
    Ok(text.into_bytes())
}

fn data(text: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        put!(text, "<data key=\"{key}\">{}</data>", xml(value));
    }
}
