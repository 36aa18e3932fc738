//! One transcript in every encoding and format, written by the tests themselves.

use std::io::{Cursor, Write};
use std::sync::Arc;

use aes::Aes128;
use aes::cipher::{BlockCipherEncrypt, KeyInit};
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression as Codec;
use parquet::file::properties::WriterProperties;
use zip::write::SimpleFileOptions;

/// A short transcript; every character of it exists in CP949.
pub const TEXT: &str = include_str!("../../corpus/annotated/plenary-mark.txt");

pub fn cp949(text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding_rs::EUC_KR.encode(text);
    assert!(!unmappable, "the text has characters that CP949 lacks");
    bytes.into_owned()
}

pub fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

/// A page as viewers of minutes make it, with menus around the text.
pub fn html(text: &str) -> String {
    let mut page = String::from(
        "<!DOCTYPE html><html><head><title>회의록</title><meta charset=\"utf-8\">\
         <style>p { color: red }</style></head><body>\n<div class=\"header\"><ul><li>검색\
         <li>인쇄</ul></div>\n<div id=\"minutes\">",
    );
    for line in text.lines() {
        let line = line.replace('&', "&amp;").replace('<', "&lt;").replace("  ", "&nbsp;&nbsp;");
        match line.split_once("&nbsp;&nbsp;").filter(|_| line.starts_with('○')) {
            Some((label, body)) => {
                page.push_str(&format!("<p><strong>{label}</strong>&nbsp;&nbsp;{body}</p>\n"));
            }
            None => page.push_str(&format!("<p>{line}</p>\n")),
        }
    }
    page.push_str("</div><script>var a = '<p>○위원장 없음  없음</p>';</script></body></html>\n");
    page
}

pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn hwpx(text: &str) -> Vec<u8> {
    hwpx_of(hwpx_section(text).as_bytes())
}

/// The part of an HWPX file that holds the text.
pub fn hwpx_section(text: &str) -> String {
    let mut section = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><hs:sec xmlns:hs=\"s\" xmlns:hp=\"p\">\
         <hp:p><hp:run><hp:ctrl><hp:header><hp:subList><hp:p><hp:run><hp:t>머리말 1쪽</hp:t></hp:run>\
         </hp:p></hp:subList></hp:header></hp:ctrl></hp:run></hp:p>",
    );
    for line in text.lines() {
        let line = line.replace('&', "&amp;").replace('<', "&lt;").replace('\t', "<hp:tab/>");
        section.push_str(&format!("<hp:p><hp:run><hp:t>{line}</hp:t></hp:run></hp:p>"));
    }
    section.push_str("</hs:sec>");
    section
}

/// An HWPX file with such a part.
pub fn hwpx_of(section: &[u8]) -> Vec<u8> {
    zip(&[
        ("mimetype", b"application/hwp+zip"),
        ("Contents/content.hpf", b"<opf:package/>"),
        ("Contents/section0.xml", section),
    ])
}

/// How an HWP file is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hwp {
    Plain,
    Compressed,
    Distribution,
    Password,
}

pub fn hwp(text: &str, how: Hwp) -> Vec<u8> {
    let mut records = Vec::new();
    // The first paragraph carries the section's settings and a header, whose text is not the body's.
    let mut first: Vec<u16> = Vec::new();
    for (code, name) in [(2, b"secd"), (16, b"head")] {
        let [a, b, c, d] = *name;
        let (low, high) = (u16::from_le_bytes([d, c]), u16::from_le_bytes([b, a]));
        first.extend([code, low, high, 0, 0, 0, 0, code]);
    }
    first.push(13);
    record(&mut records, 66, 0, &[0; 22]);
    record(&mut records, 67, 1, &units(&first));
    record(&mut records, 71, 1, b"dces");
    record(&mut records, 71, 1, b"daeh");
    record(&mut records, 72, 2, &[0; 22]);
    record(&mut records, 66, 2, &[0; 22]);
    record(&mut records, 67, 3, &units(&"머리말 1쪽\r".encode_utf16().collect::<Vec<_>>()));
    for line in text.lines() {
        let mut paragraph: Vec<u16> = Vec::new();
        for unit in line.encode_utf16() {
            if unit == 9 {
                paragraph.extend([9, 0, 0, 0, 0, 0, 0, 9])
            } else {
                paragraph.push(unit)
            }
        }
        paragraph.push(13);
        record(&mut records, 66, 0, &[0; 22]);
        record(&mut records, 67, 1, &units(&paragraph));
    }
    let properties: u32 = match how {
        Hwp::Plain => 0,
        Hwp::Compressed => 1,
        Hwp::Password => 1 | 2,
        Hwp::Distribution => 1 | 4,
    };
    let mut body = records;
    if how != Hwp::Plain {
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
        deflate.write_all(&body).unwrap();
        body = deflate.finish().unwrap();
    }
    let mut header = b"HWP Document File".to_vec();
    header.resize(32, 0);
    header.extend(0x0500_0300_u32.to_le_bytes());
    header.extend(properties.to_le_bytes());
    header.resize(256, 0);
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    compound.create_stream("/FileHeader").unwrap().write_all(&header).unwrap();
    compound.create_storage("/BodyText").unwrap();
    if how == Hwp::Distribution {
        compound.create_stream("/BodyText/Section0").unwrap().write_all(b"placeholder").unwrap();
        compound.create_storage("/ViewText").unwrap();
        body = seal(&body);
        compound.create_stream("/ViewText/Section0").unwrap().write_all(&body).unwrap();
    } else {
        compound.create_stream("/BodyText/Section0").unwrap().write_all(&body).unwrap();
    }
    compound.flush().unwrap();
    compound.into_inner().into_inner()
}

fn units(units: &[u16]) -> Vec<u8> {
    units.iter().flat_map(|unit| unit.to_le_bytes()).collect()
}

fn record(out: &mut Vec<u8>, tag: u32, level: u32, data: &[u8]) {
    let size = data.len().min(0xFFF) as u32;
    out.extend((tag | level << 10 | size << 20).to_le_bytes());
    if size == 0xFFF {
        out.extend((data.len() as u32).to_le_bytes());
    }
    out.extend(data);
}

/// Encrypts a section as distribution documents do, the key before it.
fn seal(body: &[u8]) -> Vec<u8> {
    let seed: u32 = 0x1234_5678;
    let mut plain = [0_u8; 256];
    for (at, byte) in plain.iter_mut().enumerate() {
        *byte = (at * 7) as u8;
    }
    plain[..4].copy_from_slice(&seed.to_le_bytes());
    let offset = 4 + (seed & 0xF) as usize;
    let cipher = Aes128::new_from_slice(&plain[offset..offset + 16]).unwrap();
    let mut state = seed;
    let mut random = || {
        state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
        (state >> 16) & 0x7FFF
    };
    let (mut mask, mut left) = (0, 0);
    let mut key = plain;
    for (at, byte) in key.iter_mut().enumerate() {
        if left == 0 {
            mask = (random() & 0xFF) as u8;
            left = (random() & 0xF) + 1;
        }
        if at >= 4 {
            *byte ^= mask;
        }
        left -= 1;
    }
    let mut out = Vec::new();
    record(&mut out, 28, 0, &key);
    let mut sealed = body.to_vec();
    sealed.resize(body.len().div_ceil(16) * 16, 0);
    for block in sealed.chunks_exact_mut(16) {
        cipher.encrypt_block(block.try_into().unwrap());
    }
    out.extend(sealed);
    out
}

/// A PDF of forty lines a page, its one font with (`mapped`) or without a table of meanings.
pub fn pdf(text: &str, mapped: bool) -> Vec<u8> {
    let lines: Vec<&str> = text.lines().collect();
    let mut letters: Vec<char> = text.chars().filter(|&c| c != '\n').collect();
    letters.sort_unstable();
    letters.dedup();
    let code = |c: char| letters.binary_search(&c).unwrap() + 1;
    let mut meanings = String::from(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def \
         1 begincodespacerange <0000> <FFFF> endcodespacerange\n",
    );
    for chunk in letters.chunks(100) {
        meanings.push_str(&format!("{} beginbfchar\n", chunk.len()));
        for &c in chunk {
            meanings.push_str(&format!("<{:04X}> <{:04X}>\n", code(c), c as u32));
        }
        meanings.push_str("endbfchar\n");
    }
    meanings.push_str("endcmap end end");
    let pages: Vec<String> = lines
        .chunks(40)
        .map(|lines| {
            let mut content = String::from("BT /F 10 Tf\n");
            for (index, line) in lines.iter().enumerate() {
                let codes: String = line.chars().map(|c| format!("{:04X}", code(c))).collect();
                content.push_str(&format!("1 0 0 1 50 {} Tm <{codes}> Tj\n", 780 - index * 18));
            }
            content.push_str("ET");
            content
        })
        .collect();
    // 1 catalog, 2 page tree, 3 font, 4 its CID font, 5 its descriptor, 6 its meanings, then the
    // pages, each with its content.
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 7 + page * 2)).collect();
    let to_unicode = if mapped { "/ToUnicode 6 0 R" } else { "" };
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /Batang /Encoding /Identity-H \
             /DescendantFonts [4 0 R] {to_unicode} >>"
        ),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Batang /CIDSystemInfo << /Registry \
         (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 1000 >>"
            .to_owned(),
        "<< /Type /FontDescriptor /FontName /Batang /Flags 4 /FontBBox [0 -200 1000 800] \
         /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
            .to_owned(),
        stream(&meanings),
    ];
    for (index, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << \
             /Font << /F 3 0 R >> >> >>",
            8 + index * 2
        ));
        objects.push(stream(page));
    }
    assemble(&objects)
}

/// A PDF whose one page is a picture.
pub fn scan() -> Vec<u8> {
    assemble(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << \
         /XObject << /I 5 0 R >> >> >>"
            .to_owned(),
        stream("595 0 0 842 0 0 cm /I Do"),
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray \
         /BitsPerComponent 8 /Length 1 >>\nstream\nA\nendstream"
            .to_owned(),
    ])
}

fn stream(content: &str) -> String {
    format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len())
}

fn assemble(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let start = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    ));
    file.into_bytes()
}

/// Rows of id, speaker and text.
pub type Rows<'a> = &'a [(&'a str, &'a str, &'a str)];

pub fn csv(rows: Rows<'_>) -> String {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["id", "speaker", "text"]).unwrap();
    for (id, speaker, text) in rows {
        out.write_record([id, speaker, text]).unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

pub fn jsonl(rows: Rows<'_>) -> String {
    rows.iter()
        .map(|(id, speaker, text)| {
            format!("{}\n", serde_json::json!({ "id": id, "speaker": speaker, "text": text }))
        })
        .collect()
}

pub fn parquet(rows: Rows<'_>) -> Vec<u8> {
    let column = |at: fn(&(&str, &str, &str)) -> String| -> ArrayRef {
        Arc::new(StringArray::from_iter_values(rows.iter().map(at)))
    };
    let batch = RecordBatch::try_from_iter([
        ("id", column(|row| row.0.to_owned())),
        ("speaker", column(|row| row.1.to_owned())),
        ("text", column(|row| row.2.to_owned())),
    ])
    .unwrap();
    let mut bytes = Vec::new();
    let how = WriterProperties::builder().set_compression(Codec::SNAPPY).build();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(how)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}
