public import LukeAutodiff
public import LukeLayers

extension LukeForMaskedLM: LukeHead {
  /// What stands before the two decoders.
  public static var parts: Set<ParameterPart> { [.wordHead, .entityHead] }
  /// Yes: words and entities are decoded by the tables that they are looked up in.
  public static var hasTiedDecoders: Bool { true }

  /// Hidden states, logits of all words and entities, and the losses of those that have a label.
  public func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [TracedOutput], loss: Tensor?) {
    let configuration = luke.configuration
    try batch.checkLabels("labels", of: .word, classes: configuration.vocabularySize)
    try batch.checkLabels(
      "entity_labels", of: .entity, classes: configuration.entityVocabularySize)
    let states = luke(batch.packed, on: tape)
    // All logits are for the eye alone; losses come from the rows that have a label.
    let wordLogits = wordLogits(states, on: Tape(.inference))
    var outputs = batch.hidden(states) + [batch.words(named: "logits", wordLogits)]
    var losses: [Tensor] = []
    if let targets = batch.wordTargets() {
      losses.append(wordLoss(states, targets, on: tape))
      outputs.append(TracedOutput(name: "mlm_loss", scalar: losses[0]))
    }
    if batch.packed.entityCount > 0 {
      let logits = entityLogits(states, on: Tape(.inference))
      outputs.append(batch.entities(named: "entity_logits", logits))
      if let targets = batch.entityTargets() {
        let loss = entityLoss(states, targets, on: tape)
        outputs.append(TracedOutput(name: "mep_loss", scalar: loss))
        losses.append(loss)
      }
    }
    guard let first = losses.first else { return (outputs, nil) }
    let loss = losses.count == 1 ? first : tape.add(first, losses[1])
    return (outputs + [TracedOutput(name: "loss", scalar: loss)], loss)
  }
}
