import LukeTasks

/// Who looks for likely label errors, and how sure of them it has to be.
public struct LabelErrorSearch: Hashable, Sendable {
  /// Who answers the examples.
  public enum Judge: Hashable, Sendable {
    /// The trained model in a file or folder, all files of the recipe.
    case model(String)
    /// Models that are trained for it as the recipe says, one for each of so many parts of the training data, on all
    /// the others: each answers what it was not trained on.
    case crossValidation(parts: Int)
  }

  /// Who answers.
  public var judge: Judge
  /// How sure of another answer it has to be, from 0 to 1.
  public var threshold: Double

  /// A search by somebody.
  public init(by judge: Judge, threshold: Double = 0.9) {
    (self.judge, self.threshold) = (judge, threshold)
  }

  /// The model that judges, opened, with what it knows of labels; nil where models are trained for it.
  /// - Throws: a `TrainingError.usage` for a model of another task than the one of the recipe.
  func labelsOfModel(for kind: String) throws -> LabelsOfModel? {
    guard case .model(let path) = judge else { return nil }
    return try LabelsOfModel(path, for: kind)
  }

  /// Looks through the data of a recipe that is known to be sound.
  /// - Parameters:
  ///   - file: the file of the recipe.
  ///   - data: what the recipe's data are.
  ///   - labels: the model that judges, opened; nil where models are trained for it.
  /// - Throws: any `UserError` of a run; an `Interruption`; what the observer throws.
  func findings(
    in recipe: Recipe, file: String, data: CheckedData, labels: LabelsOfModel?,
    _ observer: any RunObserver
  ) throws -> [Finding] {
    switch judge {
    case .model:
      guard let labels else { return [] }
      let known = labels.findings(in: data)
      guard labels.canJudge(data) else { return known }
      let search = LikelyLabelErrors(
        labels, threshold: threshold, unknown: labels.unknown(in: data))
      return known + (try search.findings(in: recipe.data.filesByKey, observer))
    case .crossValidation(let count):
      let result = try CrossValidation(recipe, file: file, partCount: count).run(observer)
      return [Self.summary(of: result, by: count, of: recipe)]
        + LikelyLabelErrors.findings(
          among: result.answers, threshold: threshold, of: CheckedData.trainKey,
          by: "the model of its part",
          advice: "they are named when those before them are mended")
    }
  }

  /// The scores of all parts, in percent as everywhere where people read.
  private static func summary(
    of result: CrossValidation.Result, by count: Int, of recipe: Recipe
  ) -> Finding {
    let spread = ScoreSpread(result.scores.map { 100 * $0.deciding.value })
    let share = recipe.data.validationSplit.share
    // Scores are neither right nor wrong.
    let judged = result.answers.compactMap { $0["correct"]?.bool }
    let wrong = judged.count { !$0 }
    return Finding(
      "cross_validation", .note,
      "\(CheckedData.trainKey)\(share > 0 ? ", with what data.validation_share holds back," : "") in \(count) parts, "
        + "each answered by a model that was trained on the others: "
        + "\(result.scores.first?.deciding.name ?? "score") \(spread.text(digits: 2)) (mean of the parts)"
        + (judged.isEmpty
          ? "" : ", \(wrong) of \(counted(judged.count, "example")) not as annotated"))
  }
}
