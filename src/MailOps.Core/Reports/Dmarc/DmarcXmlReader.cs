using System;
using System.Collections.Generic;
using System.IO;
using System.Xml;

namespace MailOps.Reports.Dmarc;

/// <summary>
/// Reads an aggregate report row by row. There is no document type, no entity beyond the five of XML and nothing is resolved; text longer than any field of a
/// report is cut while it is read. What stands behind the report is not read.
/// </summary>
internal sealed class DmarcXmlReader : IDisposable
{
    private const int MaxDepth = 32;
    private const int MaxText = 4096;

    private readonly string _name;
    private readonly XmlText _content;
    private readonly XmlReader _reader;
    private readonly DmarcXmlSection[] _sections = new DmarcXmlSection[MaxDepth];
    private readonly char[] _text = new char[MaxText];
    private readonly DmarcRowBuilder _builder;
    private readonly Queue<DmarcReportItem> _ready = new();
    private int _depth;
    private int _textLength;
    private bool _isRootClosed;
    private bool _isOver;

    public DmarcXmlReader(Stream content, string name, ReportLimits limits)
    {
        _name = name;
        _content = new XmlText(new TagGuardStream(content, limits.MaxTokenBytes, name));
        _builder = new DmarcRowBuilder(name);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CheckCharacters = false,
            MaxCharactersInDocument = limits.MaxExpandedBytes,
        };
        _reader = XmlReader.Create(_content, settings);
    }

    /// <summary>The next row or problem; null at the end.</summary>
    public DmarcReportItem? Next()
    {
        while (_ready.Count == 0 && !_isOver)
        {
            if (ReportSteps.Run(_name, ReadToRow, out _) is { } problem)
            {
                End(Explain(problem));
            }
        }

        return _ready.Count > 0 ? _ready.Dequeue() : null;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _content.Dispose();
    }

    // A document type is refused by the parser, and a fault behind the report costs no row: the findings say what that means.
    private Finding Explain(Finding problem) =>
        problem.Id != ReportFindings.BrokenXml.Id ? problem
        : _isRootClosed ? ReportFindings.MoreBehind.Found(_name)
        : _depth == 0 && _reader.NodeType is XmlNodeType.None or XmlNodeType.XmlDeclaration && problem.Message.Contains("DTD", StringComparison.Ordinal)
            ? ReportFindings.HasDtd.Found(_name)
        : problem;

    private bool ReadToRow()
    {
        while (_reader.Read())
        {
            switch (_reader.NodeType)
            {
                case XmlNodeType.Element:
                    Start(_reader.LocalName);
                    if (_reader.IsEmptyElement && Finish(_reader.LocalName))
                    {
                        return true;
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    AddText();
                    break;
                case XmlNodeType.EndElement when Finish(_reader.LocalName):
                    return true;
            }
        }

        End(problem: null);
        return true;
    }

    private void Start(string name)
    {
        _textLength = 0;
        var parent = _depth == 0 ? DmarcXmlSection.Other : _sections[_depth - 1];
        if (_depth == MaxDepth)
        {
            throw new ReportFaultException(ReportFindings.TooDeepXml.Found(_name, MaxDepth));
        }

        var section = DmarcXmlSections.Find(parent, name);
        _sections[_depth++] = section;
        if (section == DmarcXmlSection.Feedback)
        {
            _builder.StartReport(_reader.NamespaceURI);
        }
        else if (section == DmarcXmlSection.Record)
        {
            _builder.StartRow();
        }
    }

    // Text comes in pieces into one buffer, and what is too long never becomes a string.
    private void AddText()
    {
        int read;
        while (_textLength < MaxText && (read = _reader.ReadValueChunk(_text, _textLength, MaxText - _textLength)) > 0)
        {
            _textLength += read;
        }
    }

    /// <returns>Whether a row is ready.</returns>
    private bool Finish(string name)
    {
        var section = _sections[--_depth];
        _isRootClosed = _depth == 0;
        var parent = _depth == 0 ? DmarcXmlSection.Other : _sections[_depth - 1];
        if (section == DmarcXmlSection.Other)
        {
            _builder.SetValue(parent, name, _text.AsSpan(0, _textLength).Trim());
        }
        else
        {
            _builder.EndSection(section);
        }

        _textLength = 0;
        if (section != DmarcXmlSection.Record)
        {
            return false;
        }

        var row = _builder.TakeRow();
        foreach (var problem in _builder.TakeProblems())
        {
            _ready.Enqueue(new DmarcReportItem { Source = _name, Problem = problem });
        }

        _ready.Enqueue(new DmarcReportItem { Source = _name, Row = row });
        return true;
    }

    private void End(Finding? problem)
    {
        _isOver = true;
        if (_content.Repairs != XmlRepairs.None)
        {
            _ready.Enqueue(new DmarcReportItem { Source = _name, Problem = ReportFindings.UncleanXml.Found(_name, XmlRepairTexts.Describe(_content.Repairs)) });
        }

        foreach (var finding in _builder.Finish(problem))
        {
            _ready.Enqueue(new DmarcReportItem { Source = _name, Problem = finding });
        }
    }
}
