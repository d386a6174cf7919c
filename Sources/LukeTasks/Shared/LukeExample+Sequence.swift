import LukeModel
import LukeText

extension LukeExample {
  /// Words alone; types are given where the two texts of a sequence differ in them.
  init(_ sequence: TokenSequence) {
    self.init(
      wordIDs: sequence.ids,
      wordTypeIDs: sequence.typeIDs.contains { $0 != 0 } ? sequence.typeIDs : nil)
  }
}
