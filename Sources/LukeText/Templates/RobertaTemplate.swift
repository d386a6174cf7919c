/// RoBERTa's template: `<s> A </s>`, `<s> A </s></s> B </s>`, all of one type.
struct RobertaTemplate: Template {
  var specialIDs: SpecialIDs
  var trimsOffsets: Bool

  var idsBetween: [Int32] { [specialIDs.separator, specialIDs.separator] }
  var secondTypeID: Int32 { 0 }
}
