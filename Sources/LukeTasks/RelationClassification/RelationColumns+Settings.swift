import LukeData
import LukeSettings

extension RelationColumns: Settings {
  /// What the section is about.
  public static var summary: String {
    "Columns of a table or keys of JSON, by name, or by number counted from 0."
  }

  /// The keys.
  public static var fields: [SettingsField<RelationColumns>] {
    [
      SettingsField(
        "text", \.text, .recordField,
        "What holds the text, perhaps with <e1>, </e1>, <e2> and </e2> around its two spans; null finds it "
          + "out."),
      SettingsField(
        "head", \.head, .recordField,
        "What holds the words of the first argument as they stand in the text; null finds it out."),
      SettingsField(
        "tail", \.tail, .recordField,
        "What holds the words of the second argument; null finds it out."),
      SettingsField(
        "head_start", \.headStart, .recordField,
        "Where the first argument starts in the text, in Unicode code points from 0; null finds it out."
      ),
      SettingsField(
        "head_end", \.headEnd, .recordField,
        "Where the first argument ends, exclusive; null finds it out."),
      SettingsField(
        "tail_start", \.tailStart, .recordField,
        "Where the second argument starts; null finds it out."),
      SettingsField(
        "tail_end", \.tailEnd, .recordField,
        "Where the second argument ends, exclusive; null finds it out."),
      SettingsField(
        "relation", \.relation, .recordField, "What holds the relation; null finds it out."),
      SettingsField(
        "id", \.identifier, .recordField,
        "What holds the example's own name, which answers carry on; null finds it out."),
    ]
  }
}
