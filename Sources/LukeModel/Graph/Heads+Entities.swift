import LukeLayers

extension LukeForEntitySpanClassification: GraphedHead {
  package func graph(withEntities: Bool, in graph: GraphBuilder) {
    let states = statesOfBoth(in: graph)
    let axes = [GraphAxes.examples, GraphAxes.entities]
    let (starts, ends) = (
      graph.input("entity_start_positions", axes), graph.input("entity_end_positions", axes)
    )
    let features = graph.concatenate(
      [graph.rows(states.words, starts), graph.rows(states.words, ends), states.entities], axis: 2)
    graph.output(
      "logits", classifier.graph(features, isExact: true, in: graph), axes + [luke.labelAxis])
  }
}

extension LukeForEntityPairClassification: GraphedHead {
  package func graph(withEntities: Bool, in graph: GraphBuilder) {
    let pair = graph.gather(
      statesOfBoth(in: graph).entities, graph.integers([0, 1]), axis: 1)
    let features = graph.reshape(pair, [0, 2 * luke.configuration.hiddenSize])
    graph.output(
      "logits", classifier.graph(features, isExact: true, in: graph),
      [GraphAxes.examples, luke.labelAxis])
  }
}

extension LukeForEntityClassification: GraphedHead {
  package func graph(withEntities: Bool, in graph: GraphBuilder) {
    let first = graph.gather(statesOfBoth(in: graph).entities, graph.integer(0), axis: 1)
    graph.output(
      "logits", classifier.graph(first, isExact: true, in: graph),
      [GraphAxes.examples, luke.labelAxis])
  }
}

extension LukeForEntitySpanQA: GraphedHead {
  package func graph(withEntities: Bool, in graph: GraphBuilder) {
    let entities = statesOfBoth(in: graph).entities
    let candidates = graph.slice(
      entities, from: graph.integers([1]), to: graph.end, axis: 1)
    let placeholder = graph.apply(
      "Expand", graph.gather(entities, graph.integers([0]), axis: 1), graph.sizes(of: candidates))
    let features = graph.concatenate([placeholder, candidates], axis: 2)
    let scores = scorer.graph(features, isExact: true, in: graph)
    graph.output(
      "logits", graph.squeeze(scores, axes: [-1]),
      [GraphAxes.examples, .named("candidate_length")])
  }
}
