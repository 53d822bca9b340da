using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace MailOps.PowerShell.Tests;

/// <summary>The end of the pipeline: keeps what a cmdlet writes, and answers its questions as told.</summary>
internal sealed class RecordingRuntime : ICommandRuntime
{
    public List<object?> Output { get; } = [];

    public List<ErrorRecord> Errors { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<string> Verbose { get; } = [];

    public List<string> Asked { get; } = [];

    /// <summary>Everything written, in order, errors as their id: shows that an error stands at its input's place.</summary>
    public List<object?> InOrder { get; } = [];

    public bool Answer { get; set; } = true;

    /// <summary>Ends the pipeline after so many objects, as Select-Object -First does: the write itself throws.</summary>
    public int? StopAfter { get; set; }

    public IEnumerable<T> OutputOf<T>() => Output.Cast<T>();

    public void WriteObject(object? sendToPipeline)
    {
        Output.Add(sendToPipeline);
        InOrder.Add(sendToPipeline);
        if (Output.Count == StopAfter)
        {
            throw new PipelineStoppedException();
        }
    }

    public void WriteObject(object? sendToPipeline, bool enumerateCollection)
    {
        if (enumerateCollection && sendToPipeline is IEnumerable items and not string)
        {
            foreach (var item in items)
            {
                WriteObject(item);
            }
        }
        else
        {
            WriteObject(sendToPipeline);
        }
    }

    public void WriteError(ErrorRecord errorRecord)
    {
        Errors.Add(errorRecord);
        InOrder.Add(errorRecord.FullyQualifiedErrorId);
    }

    public void WriteWarning(string text) => Warnings.Add(text);

    public void WriteVerbose(string text) => Verbose.Add(text);

    public void WriteDebug(string text)
    {
    }

    public void WriteProgress(ProgressRecord progressRecord)
    {
    }

    public bool ShouldProcess(string target, string action)
    {
        Asked.Add(action + ": " + target);
        return Answer;
    }

    public bool ShouldContinue(string query, string caption)
    {
        Asked.Add(caption + ": " + query);
        return Answer;
    }

    public void ThrowTerminatingError(ErrorRecord errorRecord) => throw new TerminatingErrorException(errorRecord);
}

/// <summary>A cmdlet has ended its command with an error.</summary>
internal sealed class TerminatingErrorException(ErrorRecord record) : Exception(record.Exception.Message)
{
    public ErrorRecord Record { get; } = record;
}
