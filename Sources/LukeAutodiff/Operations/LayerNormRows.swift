extension LayerNormRows {
  /// Turns dY into d(loss)/d(what was dropped and added to the residual) in place; adds dResidual,
  /// dGamma and dBeta.
  func backward(_ dY: Tensor, residual: Tensor) {
    backward(dY)
    if residual.requiresGradient { residual.addToGradient(dY) }
    guard let dropoutKey else { return }
    Kernels.dropout(dY, into: dY, key: dropoutKey, probability: probability)
  }

  /// Turns dY into d(loss)/d(input of the normalization) in place; adds dGamma and dBeta.
  func backward(_ dY: Tensor) {
    Kernels.layerNormBackward(
      dY, self, dGamma: gamma.requiresGradient ? gamma.zeroFilledGradient() : nil,
      dBeta: beta.requiresGradient ? beta.zeroFilledGradient() : nil)
  }
}
