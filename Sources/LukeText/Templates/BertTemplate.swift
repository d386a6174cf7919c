/// BERT's template: `[CLS] A [SEP]`, `[CLS] A [SEP] B [SEP]`, B and the last separator of type 1.
struct BertTemplate: Template {
  var specialIDs: SpecialIDs

  var idsBetween: [Int32] { [specialIDs.separator] }
  var secondTypeID: Int32 { 1 }
  var trimsOffsets: Bool { false }
}
