import LukeAutodiff
import LukeLayers

/// One encoder layer: attention, then feed-forward, each followed by dropout, residual and layer norm
/// (`LukeLayer`, post-layer-norm as BERT).
struct LukeLayer {
  let attention: LukeSelfAttention
  let attentionOutput: ResidualOutput
  let intermediate: Linear
  let output: ResidualOutput

  init(_ configuration: LukeConfiguration, in scope: ParameterScope) {
    attention = LukeSelfAttention(configuration, in: scope[LukeModule.selfAttention])
    attentionOutput = ResidualOutput(
      from: configuration.hiddenSize, configuration, in: scope["attention.output"])
    intermediate = Linear(
      from: configuration.hiddenSize, to: configuration.intermediateSize,
      standardDeviation: configuration.initializerRange, in: scope["intermediate.dense"])
    output = ResidualOutput(
      from: configuration.intermediateSize, configuration, in: scope["output"])
  }

  /// `[words + entities, hiddenSize]` → the same shape.
  func callAsFunction(_ hidden: Tensor, _ batch: PackedBatch, on tape: Tape) -> Tensor {
    let context = attention(hidden, batch, on: tape)
    let attended = tape.phase(.attentionProducts) {
      attentionOutput(context, residual: hidden, on: tape)
    }
    return tape.phase(.feedForward) {
      output.feedForward(attended, through: intermediate, on: tape)
    }
  }
}

/// layerNorm(dropout(dense(x)) + residual) (`LukeSelfOutput`, `LukeOutput`).
struct ResidualOutput {
  let dense: Linear
  let norm: LayerNorm
  private let dropout: Float

  init(from inputSize: Int, _ configuration: LukeConfiguration, in scope: ParameterScope) {
    dense = Linear(
      from: inputSize, to: configuration.hiddenSize,
      standardDeviation: configuration.initializerRange, in: scope["dense"])
    norm = LayerNorm(
      size: configuration.hiddenSize, epsilon: configuration.layerNormEpsilon,
      in: scope["LayerNorm"])
    dropout = configuration.hiddenDropout
  }

  func callAsFunction(_ x: Tensor, residual: Tensor, on tape: Tape) -> Tensor {
    tape.linearResidualLayerNorm(
      x, weight: dense.weight.value(on: tape), bias: dense.bias!.value(on: tape),
      residual: residual, gamma: norm.weight.value(on: tape), beta: norm.bias.value(on: tape),
      epsilon: norm.epsilon, dropout: dropout)
  }

  /// The same of gelu(inner(x)), with x as the residual.
  func feedForward(_ x: Tensor, through inner: Linear, on tape: Tape) -> Tensor {
    tape.feedForward(
      x, inner: weights(of: inner, on: tape), outer: weights(of: dense, on: tape),
      gamma: norm.weight.value(on: tape), beta: norm.bias.value(on: tape),
      epsilon: norm.epsilon, dropout: dropout)
  }

  private func weights(of layer: Linear, on tape: Tape) -> Tape.LinearWeights {
    .init(weight: layer.weight.value(on: tape), bias: layer.bias!.value(on: tape))
  }
}
