//! The trained network as the file that `language` opens.

use super::data::Labels;
use super::params::{Params, multiply};
use super::{Network, WIDTH};
use crate::train::network::vectors::Vectors;
use language::net::labels::LABELS;
use language::net::tensors::Packer;

pub fn pack(network: &Network, p: &Params, vectors: &Vectors, forms: &(Vec<u8>, Vec<u8>), labels: &Labels) -> Vec<u8> {
    let mut out = Packer::default();
    out.keys("vectors.keys", "vectors.numbers", &vectors.keys);
    out.keys("forms.keys", "forms.numbers", forms);
    // What the network makes of each public vector is worked out here, once.
    let mut rows = vec![0.0; vectors.values.len() / vectors.cols * WIDTH];
    multiply((&vectors.values, vectors.cols, false), (p.values(network.projection), WIDTH, false), &mut rows, 0.0);
    out.table("vectors.rows", &rows, WIDTH);
    out.table("rows", &p.rows, WIDTH);
    for param in &p.list {
        let states = param.name.ends_with("ward") || param.name.ends_with(".input") && param.name != "layer0.input";
        if states {
            out.small(&param.name, &param.values, param.cols);
        } else if param.name.starts_with("layer") || param.name.starts_with("arcs") || param.name.starts_with("relations") {
            out.matrix(&param.name, &param.values, param.cols);
        }
    }
    let (g, n) = (&network.grammar, &network.names);
    let beside = |a: usize, b: usize| -> Vec<f32> {
        let (a, b) = (&p.list[a], &p.list[b]);
        a.values.chunks_exact(a.cols).zip(b.values.chunks_exact(b.cols)).flat_map(|(x, y)| [x, y].concat()).collect()
    };
    let width = p.list[g.main].cols + p.list[n.main].cols;
    out.small("heads", &beside(g.main, n.main), width);
    out.matrix("heads.bias", &beside(g.bias, n.bias), width);
    for (name, id) in [("names.elsewhere", n.elsewhere), ("names.out", n.out), ("names.bias", n.out_bias)] {
        out.matrix(name, p.values(id), p.list[id].cols);
    }
    out.matrix("names.steps", p.values(n.steps), LABELS);
    out.words("tags", &labels.tags);
    out.words("relations", &labels.relations);
    out.finish()
}
