import LukeLayers
import LukeModel
import LukeTasks
import Testing

/// Which parameters the stages of pretraining change.
@Suite struct TrainedPartTests {
  @Test func entitiesAreTheirEmbeddingsAndTheirHead() {
    var configuration = LukeConfiguration()
    configuration.layerCount = 1
    let store = ParameterStore()
    _ = LukeForMaskedLM(configuration, in: store)
    let trained = store.parameters.filter(TrainedPart.entities.contains).map(\.name)
    #expect(
      trained
        == store.parameters.map(\.name).filter {
          $0.hasPrefix("luke.entity_embeddings.") || $0.hasPrefix("entity_predictions.")
        })
    #expect(trained.count == 11)
    #expect(store.parameters.allSatisfy(TrainedPart.all.contains))
  }
}
