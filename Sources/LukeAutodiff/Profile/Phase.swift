/// The parts of a model whose time is told apart.
public enum Phase: String, CaseIterable, Hashable, Sendable {
  /// Looking up and normalizing words and entities.
  case embedding
  /// The linear layers of attention: queries, keys, values and the output with its residual.
  case attentionProducts = "attention_products"
  /// Scores, softmax and contexts.
  case attentionCore = "attention_core"
  /// The two linear layers of the feed-forward half, with GELU and residual.
  case feedForward = "feed_forward"
  /// What stands on the encoder: poolers, classifiers, what comes before a vocabulary.
  case heads
  /// The loss, in pretraining with the products over the vocabularies that it is fused with.
  case loss
}
