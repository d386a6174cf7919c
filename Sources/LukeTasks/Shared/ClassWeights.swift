import LukeJSON
public import LukeSettings

/// What each class weighs in a loss.
public enum ClassWeights: Hashable, Sendable {
  /// All the same.
  case equal
  /// The rarer the more: all examples, divided by those of the class and the number of classes, as in
  /// scikit-learn.
  case balanced
  /// Given ones; classes that are not named weigh 1.
  case given([String: Double])

  /// A weight for each class; nil where all are the same, or the training data are not known.
  func values(_ labels: LabelSet) -> [Float]? {
    switch self {
    case .equal: return nil
    case .balanced:
      guard let counts = labels.counts else { return nil }
      let total = Double(counts.reduce(0, +))
      return counts.map { $0 == 0 ? 0 : Float(total / (Double(labels.count) * Double($0))) }
    case .given(let weights): return labels.names.map { Float(weights[$0] ?? 1) }
    }
  }
}

extension SettingsKind where Value == ClassWeights {
  /// `null`, `"balanced"`, or an object of names and weights.
  public static var classWeights: Self {
    Self(
      expectation: "\"balanced\", an object of labels and weights above 0, or null",
      schema: .object([
        "anyOf": .array([
          .object(["enum": .array([.string("balanced")])]), .object(["type": .string("null")]),
          .object([
            "type": .string("object"),
            "additionalProperties": .object([
              "type": .string("number"), "exclusiveMinimum": .integer(0),
            ]),
          ]),
        ])
      ]),
      read: { node in
        if case .null = node.value { return .equal }
        if node.value.string == "balanced" { return .balanced }
        guard let members = node.value.members, !members.isEmpty else { return nil }
        var weights: [String: Double] = [:]
        for member in members {
          guard let weight = member.value.double, Float(weight) > 0, Float(weight).isFinite else {
            return nil
          }
          weights[member.key] = weight
        }
        return .given(weights)
      },
      encode: { weights in
        switch weights {
        case .equal: .null
        case .balanced: .string("balanced")
        case .given(let weights):
          .object(
            weights.sorted { $0.key < $1.key }.map {
              JSONValue.Member(key: $0.key, value: .double($0.value))
            })
        }
      })
  }
}
