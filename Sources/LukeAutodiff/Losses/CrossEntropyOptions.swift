/// What a cross-entropy counts beside −log p of each label.
///
/// Σ over classes c of a_c · (1 − p_c)^γ · (−log p_c) for each labelled row, with
/// a_c = w_c · ((1 − ε) · [c is the label] + ε / classes): `weight` and `label_smoothing` of
/// `torch.nn.functional.cross_entropy`, and the focal loss (Lin and others, 2017).
public struct CrossEntropyOptions: Hashable, Sendable {
  /// w, one for each class; nil for 1.
  public var classWeights: [Float]?
  /// ε, from 0 to 1: the share of a label that all classes get alike (Szegedy and others, 2016).
  public var labelSmoothing: Float
  /// γ, at least 0: how much less counts what is predicted well already.
  public var focalGamma: Float

  /// Creates options; without any the cross-entropy is the plain one.
  public init(classWeights: [Float]? = nil, labelSmoothing: Float = 0, focalGamma: Float = 0) {
    (self.classWeights, self.labelSmoothing) = (classWeights, labelSmoothing)
    self.focalGamma = focalGamma
  }

  /// Nothing beside −log p.
  public static let plain = CrossEntropyOptions()

  /// Whether these change nothing.
  public var isPlain: Bool { classWeights == nil && labelSmoothing == 0 && focalGamma == 0 }

  /// What PyTorch divides the sum by: the number of labels, or with class weights the sum of theirs;
  /// negative labels are none.
  public func normalizer(of labels: [Int32]) -> Float {
    guard let classWeights else { return Float(labels.count { $0 >= 0 }) }
    return Float(labels.reduce(0.0) { $0 + ($1 >= 0 ? Double(classWeights[Int($1)]) : 0) })
  }

  /// Stops where the options are none for so many classes; nil for classes that are not the same for
  /// all rows.
  func check(classes: Int?, _ operation: String) {
    precondition(
      classWeights == nil || classWeights?.count == classes,
      "\(operation): \(classWeights?.count ?? 0) weights for \(classes ?? 0) classes")
    precondition(
      (0...1).contains(labelSmoothing), "\(operation): labels smoothed by \(labelSmoothing)")
    precondition(focalGamma >= 0, "\(operation): a focal gamma of \(focalGamma)")
  }
}
