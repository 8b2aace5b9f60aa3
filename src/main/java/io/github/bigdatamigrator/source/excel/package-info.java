/**
 * Lists the sheets of workbooks and reads them as delimited text.
 *
 * <p>Main types: {@code ExcelSheets}, {@code SheetSurvey}, {@code SheetAddress}.
 *
 * <p>Decision: a sheet becomes text in the form that the tokenizer of delimited text reads, so that header, notes,
 * totals and options mean the same in both. The XML of xlsx is read directly, because POI's event reader hands on
 * values as displayed; the records of xls are read by POI.
 */
@NullMarked
package io.github.bigdatamigrator.source.excel;

import org.jspecify.annotations.NullMarked;
