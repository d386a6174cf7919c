/// A relation's name without its direction, which SemEval and KBP37 write as `(e1,e2)` or `(e2,e1)`.
struct DirectedRelation: Hashable {
  let name: Substring

  init(_ label: String) {
    let hasDirection = label.hasSuffix("(e1,e2)") || label.hasSuffix("(e2,e1)")
    name = hasDirection ? label.dropLast(7) : label[...]
  }
}
