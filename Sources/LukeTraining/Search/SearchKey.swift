import LukeJSON
import LukeSystem

/// A key of a recipe and the values that a sweep tries.
public struct SearchKey: Hashable, Sendable {
  /// What is tried.
  public enum Values: Hashable, Sendable {
    /// These, each as `--set` takes it.
    case list([String])
    /// Numbers between two, both included; whole ones where both are written so.
    case range(lowest: Double, highest: Double, isWhole: Bool)
  }

  /// The key path, as in `--set`.
  public var keyPath: String
  /// What is tried.
  public var values: Values

  /// Creates a key.
  public init(_ keyPath: String, _ values: Values) {
    (self.keyPath, self.values) = (keyPath, values)
  }

  /// Reads `key=a,b,c` or `key=lowest..highest`; commas in brackets, braces and quotes are part of a value.
  /// - Parameters:
  ///   - argument: the value.
  ///   - option: the option that it is the value of, for messages.
  /// - Throws: `TrainingError.usage`.
  public init(parsing argument: String, of option: String) throws {
    guard let override = RecipeOverride(argument) else {
      throw TrainingError.usage("\(option) \(argument): must be key.path=value,value,…")
    }
    keyPath = override.keyPath
    if let range = try Self.range(override.text, argument, option) {
      values = range
      return
    }
    let list = Self.parts(of: override.text)
    if let empty = list.firstIndex(where: \.isEmpty) {
      throw TrainingError.usage("\(option) \(argument): value \(empty + 1) is empty")
    }
    if let repeated = list.enumerated().first(where: { list[..<$0].contains($1) }) {
      throw TrainingError.usage("\(option) \(argument): names \(repeated.element) twice")
    }
    values = .list(list)
  }

  /// A range; nil for a list of values.
  private static func range(_ text: String, _ argument: String, _ option: String) throws -> Values?
  {
    guard let dots = text.firstRange(of: "..") else { return nil }
    let ends = [text[..<dots.lowerBound], text[dots.upperBound...]].map(String.init)
    let numbers = ends.compactMap { Double($0) }.filter(\.isFinite)
    guard numbers.count == 2 else { return nil }
    guard numbers[0] < numbers[1] else {
      throw TrainingError.usage(
        "\(option) \(argument): the range must go up: \(ends[0]) is not below \(ends[1])")
    }
    let isWhole = zip(ends, numbers).allSatisfy { Int($0) != nil && $1.magnitude < 1e15 }
    return .range(lowest: numbers[0], highest: numbers[1], isWhole: isWhole)
  }

  /// The parts between commas that are in no brackets, braces or quotes.
  private static func parts(of text: String) -> [String] {
    var (parts, depth, isQuoted, isEscaped) = ([""], 0, false, false)
    for character in text {
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = isQuoted
      } else if character == "\"" {
        isQuoted.toggle()
      } else if !isQuoted {
        if "[{".contains(character) { depth += 1 }
        if "]}".contains(character) { depth -= 1 }
        if character == ",", depth <= 0 {
          parts.append("")
          continue
        }
      }
      parts[parts.count - 1].append(character)
    }
    return parts
  }
}

extension SearchKey.Values {
  /// Whether numbers are drawn by their logarithms: a range of positive ones that spans a factor of ten.
  var isLogarithmic: Bool {
    if case .range(let lowest, let highest, _) = self {
      lowest > 0 && highest >= 10 * lowest
    } else {
      false
    }
  }

  /// A value at random, each as likely as the others; numbers with fractions have four digits.
  func draw(_ generator: inout SplitMix64) -> String {
    switch self {
    case .list(let list): return list[generator.integer(in: 0..<list.count)]
    case .range(let lowest, let highest, let isWhole):
      if isWhole, !isLogarithmic {
        return String(generator.integer(in: Int(lowest)..<Int(highest) + 1))
      }
      let share = generator.fraction()
      let value = Self.value(at: share, lowest, highest, isLogarithmic: isLogarithmic)
      return isWhole
        ? String(Int(value.rounded())) : JSONValue.double(Self.rounded(value)).compactText
    }
  }

  private static func value(
    at share: Double, _ lowest: Double, _ highest: Double, isLogarithmic: Bool
  ) -> Double {
    let value =
      isLogarithmic
      ? lowest * Exponential.power(highest / lowest, share) : lowest + share * (highest - lowest)
    return min(highest, max(lowest, value))
  }

  /// A number with four digits, so that it is the same wherever it is read and short in tables.
  static func rounded(_ value: Double) -> Double { Double(Exponential.text(value)) ?? value }
}

extension SearchKey: CustomStringConvertible {
  /// As on the command line.
  public var description: String {
    switch values {
    case .list(let list): "\(keyPath)=\(list.joined(separator: ","))"
    case .range(let lowest, let highest, true): "\(keyPath)=\(Int(lowest))..\(Int(highest))"
    case .range(let lowest, let highest, false): "\(keyPath)=\(lowest)..\(highest)"
    }
  }
}
