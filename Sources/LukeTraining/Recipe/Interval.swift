import LukeJSON
import LukeSettings
import LukeTasks

/// How often something is done.
public enum Interval: Hashable, Sendable {
  /// Every so many passes over the training data.
  case epochs(Int)
  /// Every so many optimizer steps.
  case steps(Int)
  /// Every so many minutes of wall time.
  case minutes(Double)
}

extension SettingsKind where Value == Interval {
  /// `{"epochs": 1}` or `{"steps": 500}` and, where time makes sense, `{"minutes": 10}`.
  static func interval(allowsMinutes: Bool = false) -> Self {
    let units = allowsMinutes ? ["epochs", "steps", "minutes"] : ["epochs", "steps"]
    let count = SettingsKind<Int>.integer(atLeast: 1)
    let time = SettingsKind<Double>.number(above: 0)
    let examples = units.map {
      "{\"\($0)\": \($0 == "steps" ? "500" : $0 == "minutes" ? "10" : "1")}"
    }
    let expectation =
      examples.dropLast().joined(separator: ", ") + " or " + examples[units.count - 1]
    return Self(
      expectation: expectation,
      schema: .object([
        "oneOf": .array(
          units.map { unit in
            .object([
              "type": .string("object"),
              "properties": .object([
                JSONValue.Member(key: unit, value: unit == "minutes" ? time.schema : count.schema)
              ]),
              "required": .array([.string(unit)]),
              "additionalProperties": .bool(false),
            ])
          })
      ]),
      decode: { node, place, reader in
        guard let members = node.members, members.count == 1, units.contains(members[0].key)
        else {
          let message = "must be \(expectation), but is \(node.value.compactText)"
          reader.fault(message, at: place, origin: node.origin)
          return nil
        }
        let inner = place + "." + members[0].key
        let value = members[0].value
        if members[0].key == "minutes" {
          return time.decode(value, inner, &reader).map(Interval.minutes)
        }
        let number = count.decode(value, inner, &reader)
        return members[0].key == "epochs" ? number.map(Interval.epochs) : number.map(Interval.steps)
      },
      encode: { interval in
        switch interval {
        case .epochs(let count): .object(["epochs": .integer(count)])
        case .steps(let count): .object(["steps": .integer(count)])
        case .minutes(let count): .object(["minutes": .double(count)])
        }
      })
  }
}
