import LukeLayers

extension LukeForTokenClassification: GraphedHead {
  package func graph(withEntities: Bool, in graph: GraphBuilder) {
    let words = states(withEntities: withEntities, in: graph).states.words
    graph.output(
      "logits", classifier.graph(words, isExact: true, in: graph),
      [GraphAxes.examples, GraphAxes.words, luke.labelAxis])
  }
}

extension LukeForSequenceClassification: GraphedHead {
  package func graph(withEntities: Bool, in graph: GraphBuilder) {
    let states = states(withEntities: withEntities, in: graph).states
    let pooled = luke.poolerGraph(states, in: graph)
    graph.output(
      "logits", classifier.graph(pooled, isExact: true, in: graph),
      [GraphAxes.examples, luke.labelAxis])
  }
}

extension LukeForMultipleChoice: GraphedHead {
  package func graph(withEntities: Bool, in graph: GraphBuilder) {
    let (inputs, states) = states(withEntities: withEntities, withChoices: true, in: graph)
    guard let sizes = inputs.choiceSizes else { preconditionFailure("there are choices") }
    let scores = classifier.graph(
      luke.poolerGraph(states, in: graph), isExact: true, in: graph)
    graph.output(
      "logits", graph.reshape(scores, to: sizes), [GraphAxes.examples, GraphAxes.choices])
  }
}

extension LukeForQuestionAnswering: GraphedHead {
  package func graph(withEntities: Bool, in graph: GraphBuilder) {
    let words = states(withEntities: withEntities, in: graph).states.words
    let logits = scorer.graph(words, isExact: true, in: graph)
    for (column, name) in ["start_logits", "end_logits"].enumerated() {
      graph.output(
        name, graph.gather(logits, graph.integer(column), axis: 2),
        [GraphAxes.examples, GraphAxes.words])
    }
  }
}
